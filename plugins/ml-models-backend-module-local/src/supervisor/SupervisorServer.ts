import { chmodSync, rmSync } from 'node:fs';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { json } from 'node:stream/consumers';
import { InputError, isError, NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import { supervisorOperations } from './supervisorProtocol';

export type SupervisorRoutes = Record<
  keyof typeof supervisorOperations,
  (body: unknown) => Promise<unknown>
>;

/** Binds an operation to what does it; the body is checked before. */
export function handle<Schema extends z.ZodType>(
  schema: Schema,
  work: (input: z.infer<Schema>) => unknown,
): (body: unknown) => Promise<unknown> {
  return async body => {
    const input = schema.safeParse(body);
    if (!input.success) {
      throw new InputError(z.prettifyError(input.error));
    }
    return (await work(input.data)) ?? {};
  };
}

/** Open as long as its supervisor lives: its end tells the portal of a death. */
export const WATCH_PATH = '/watch';

const STATUS_OF_ERROR = new Map([
  ['InputError', 400],
  ['NotFoundError', 404],
  ['ConflictError', 409],
]);

/** HTTP on a Unix socket: whoever can reach the file may do everything. */
export class SupervisorServer {
  readonly #server: Server;

  constructor(routes: SupervisorRoutes) {
    this.#server = createServer((request, response) => {
      if (request.url === WATCH_PATH) {
        response.writeHead(200).flushHeaders();
        return;
      }
      answer(routes, request)
        .then(body => send(response, 200, body))
        .catch(error => sendFailure(response, error));
    });
  }

  /** Call with the lock held: a socket that lies there is removed. */
  listen(socket: string): Promise<void> {
    rmSync(socket, { force: true });
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(socket, () => {
        chmodSync(socket, 0o600);
        resolve();
      });
    });
  }
}

async function answer(
  routes: SupervisorRoutes,
  request: IncomingMessage,
): Promise<unknown> {
  const name = request.url?.slice(1);
  const route = Object.entries(routes).find(([known]) => known === name);
  if (!route || request.method !== 'POST') {
    throw new NotFoundError(`the supervisor has no operation '${name}'`);
  }
  return route[1](await json(request));
}

function sendFailure(response: ServerResponse, error: unknown): void {
  const { name, message } = isError(error)
    ? error
    : { name: 'Error', message: String(error) };
  send(response, STATUS_OF_ERROR.get(name) ?? 500, { error: message });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
