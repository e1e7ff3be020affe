import { createServer } from 'node:net';

const handedOut = new Set<number>();

/**
 * Finds a port of 127.0.0.1 that nobody listens on. Somebody may take it before
 * our service does: the service then ends at once and gets another one. Two
 * services of ours never get the same, or one could pass for the other.
 */
export async function pickFreePort(): Promise<number> {
  for (;;) {
    const port = await findFreePort();
    if (!handedOut.has(port)) {
      handedOut.add(port);
      return port;
    }
  }
}

/** Call when the service has ended. */
export function returnPort(port: number): void {
  handedOut.delete(port);
}

/** Marks the port of a service that a supervisor before us started. */
export function claimPort(port: number): void {
  handedOut.add(port);
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('the system gave no port on 127.0.0.1')),
      );
    });
  });
}
