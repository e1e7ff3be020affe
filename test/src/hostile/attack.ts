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

/** How a payload was answered. */
export interface Answer {
  /** 0: the connection was closed without an answer. */
  status: number;
  /** Why it was closed, as the system calls it. */
  reason?: string;
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
      onAnswer({ payload, ...(await send(options, agent, payload)) });
    }
  };
  await Promise.all(Array.from({ length: options.connections }, sender));
  agent.destroy();
}

async function send(
  options: AttackOptions,
  agent: Agent,
  payload: HostilePayload,
): Promise<Omit<Answer, 'payload'>> {
  const { url, token } = options;
  const { path, headers, body } = payload;
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
        response.once('close', () =>
          resolve({ status: response.statusCode ?? 0 }),
        );
      },
    );
    // It may close the connection on what it will not read to its end.
    sent.once('error', error =>
      resolve(
        // A kept connection that it closed as idle just then says nothing.
        sent.reusedSocket
          ? send(options, new Agent(), payload)
          : { status: 0, reason: error.message },
      ),
    );
    sent.end(body);
  });
}
