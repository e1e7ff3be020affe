import { createServer } from 'node:net';

export const PORT_MAX = 65_535;

const TRIES = 50;

/** @returns the first port from `wanted` on that is free on loopback */
export async function freePort(wanted) {
  const last = Math.min(wanted + TRIES - 1, PORT_MAX);
  for (let port = wanted; port <= last; port += 1) {
    if (await isFree(port)) {
      return port;
    }
  }
  throw new Error(`No port is free from ${wanted} to ${last}`);
}

function isFree(port) {
  return new Promise(resolve => {
    const server = createServer()
      .once('error', () => resolve(false))
      .once('listening', () => server.close(() => resolve(true)))
      .listen(port, '127.0.0.1');
  });
}
