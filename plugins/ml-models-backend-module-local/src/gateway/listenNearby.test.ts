import { createServer } from 'node:http';
import { listenNearby } from './listenNearby';

describe('listenNearby', () => {
  it('can be reached from this machine alone', async () => {
    const server = createServer();
    const port = await listenNearby(server, [0]);
    try {
      expect(server.address()).toMatchObject({ address: '127.0.0.1', port });
    } finally {
      server.close();
    }
  });
});
