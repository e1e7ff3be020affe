import { ClientRequest, IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import {
  SupervisorOperation,
  supervisorOperations,
} from '../supervisor/supervisorProtocol';
import { WATCH_PATH } from '../supervisor/SupervisorServer';

const failureSchema = z.object({ error: z.string() });

/** Nobody answers at the socket: it died, or is being replaced. */
export class SupervisorGoneError extends Error {
  constructor(cause: Error) {
    super('the supervisor does not answer', { cause });
  }
}

/** Talks to a supervisor at its Unix socket. */
export class SupervisorClient {
  readonly #socket: string;

  constructor(socket: string) {
    this.#socket = socket;
  }

  /**
   * @throws SupervisorGoneError when nobody answers at the socket, or the
   *   answer broke off; InputError, NotFoundError and ConflictError as the
   *   supervisor threw them
   */
  async call<Input, Output>(
    operation: SupervisorOperation<Input, Output>,
    input: Input,
  ): Promise<Output> {
    const { status, body } = await this.#post(`/${operation.name}`, input);
    if (status !== 200) {
      const { error } = failureSchema.parse(JSON.parse(body));
      throw errorOf(status, error);
    }
    return operation.output.parse(JSON.parse(body));
  }

  async answers(): Promise<boolean> {
    return this.call(supervisorOperations.status, {}).then(
      () => true,
      // That it does not answer is the answer.
      () => false,
    );
  }

  /**
   * Tells of the supervisor's end at the very moment.
   *
   * @returns call it to watch no longer
   */
  watch(onEnd: () => void): () => void {
    const watching = request({ socketPath: this.#socket, path: WATCH_PATH });
    let over = false;
    const end = () => {
      if (!over) {
        over = true;
        onEnd();
      }
    };
    watching.once('response', response => {
      response.resume();
      response.once('close', end);
    });
    watching.once('error', end);
    watching.end();
    return () => {
      over = true;
      watching.destroy();
    };
  }

  #post(
    path: string,
    input: unknown,
  ): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const fail = (cause: Error) => reject(new SupervisorGoneError(cause));
      const outgoing: ClientRequest = request(
        { socketPath: this.#socket, path, method: 'POST', agent: false },
        (response: IncomingMessage) => {
          text(response).then(
            body => resolve({ status: response.statusCode ?? 500, body }),
            fail,
          );
        },
      );
      outgoing.once('error', fail);
      outgoing.end(JSON.stringify(input));
    });
  }
}

function errorOf(status: number, message: string): Error {
  switch (status) {
    case 400:
      return new InputError(message);
    case 404:
      return new NotFoundError(message);
    case 409:
      return new ConflictError(message);
    default:
      return new Error(message);
  }
}
