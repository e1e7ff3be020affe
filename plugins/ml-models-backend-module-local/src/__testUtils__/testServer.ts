import { createServer, RequestListener, Server } from 'node:http';

const servers: Server[] = [];

/** @returns the port of 127.0.0.1 it listens on; `closeTestServers` ends it */
export async function testServer(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) {
    throw new Error('no port');
  }
  return address.port;
}

export async function closeTestServers(): Promise<void> {
  await Promise.all(
    servers.splice(0).map(server => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    }),
  );
}
