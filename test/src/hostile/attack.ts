import { Agent, request } from 'node:http';
import { HostilePayload } from './HostilePayload';

export interface AttackOptions {
  /** Of the backend, without a path. */
  url: string;
  /** Ingest token. */
  token: string;
  payloads: Iterator<HostilePayload>;
  count: number;
  connections: number;
}

/** How a payload was answered; 0: the connection was closed without an answer. */
export interface Answer {
  status: number;
  payload: HostilePayload;
}

/** Sends payloads over several connections at once. */
export async function attack(
  options: AttackOptions,
  onAnswer: (answer: Answer) => void,
): Promise<void> {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: options.connections,
  });
  let left = options.count;
  const sender = async () => {
    while (left > 0) {
      left -= 1;
      const { value: payload } = options.payloads.next();
      onAnswer({ payload, status: await send(options, agent, payload) });
    }
  };
  await Promise.all(Array.from({ length: options.connections }, sender));
  agent.destroy();
}

async function send(
  { url, token }: AttackOptions,
  agent: Agent,
  { path, headers, body }: HostilePayload,
): Promise<number> {
  return new Promise(resolve => {
    const sent = request(
      `${url}/api/ml-models${path}`,
      {
        method: 'POST',
        agent,
        headers: {
          ...headers,
          authorization: `Bearer ${token}`,
          'content-length': body.length,
        },
      },
      response => {
        response.resume();
        response.once('close', () => resolve(response.statusCode ?? 0));
      },
    );
    // It may close the connection on what it will not read to its end.
    sent.once('error', () => resolve(0));
    sent.end(body);
  });
}
