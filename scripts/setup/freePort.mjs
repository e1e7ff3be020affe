import { createServer } from 'node:net';

const TRIES = 50;

/** @returns the first port from `wanted` on that is free on loopback */
export async function freePort(wanted) {
  for (let port = wanted; port < wanted + TRIES; port += 1) {
    if (await isFree(port)) {
      return port;
    }
  }
  throw new Error(`No port is free from ${wanted} to ${wanted + TRIES - 1}`);
}

function isFree(port) {
  return new Promise(resolve => {
    const server = createServer()
      .once('error', () => resolve(false))
      .once('listening', () => server.close(() => resolve(true)))
      .listen(port, '127.0.0.1');
  });
}
