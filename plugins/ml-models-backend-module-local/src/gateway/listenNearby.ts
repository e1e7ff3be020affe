import { Server } from 'node:http';
import { hasErrorCode } from '../process/hasErrorCode';

/** How far a taken port moves on before any port will do. */
const NEARBY_PORTS = 100;

/**
 * Listens on 127.0.0.1 at the first port that is free.
 *
 * @param ports - in the order of preference; then those after the last
 * @returns the port
 */
export async function listenNearby(
  server: Server,
  ports: number[],
): Promise<number> {
  const last = ports[ports.length - 1] ?? 0;
  const nearby = last
    ? Array.from({ length: NEARBY_PORTS }, (_, index) => last + index + 1)
    : [];
  for (const port of [...ports, ...nearby.filter(isPort), 0]) {
    const got = await tryListen(server, port);
    if (got !== undefined) {
      return got;
    }
  }
  throw new Error('no port of 127.0.0.1 is free for the gateway');
}

function isPort(value: number): boolean {
  return value < 65_536;
}

function tryListen(server: Server, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => {
      const taken = hasErrorCode(error, 'EADDRINUSE', 'EACCES');
      return taken ? resolve(undefined) : reject(error);
    };
    server.once('error', onError);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError);
      const address = server.address();
      resolve(typeof address === 'object' ? address?.port : undefined);
    });
  });
}
