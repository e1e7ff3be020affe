import { once } from 'events';
import { createServer, IncomingMessage, Server } from 'http';
import { AddressInfo, connect, Socket } from 'net';
import { setTimeout } from 'timers/promises';
import { createGunzip, gzipSync } from 'zlib';
import { endAfterBody } from './endAfterBody';

const ANSWER = Buffer.from('too much');
const BODY = Buffer.alloc(4 * 1024 * 1024, 'x');

describe('an answer before the request was read', () => {
  const servers: Server[] = [];
  let requests: IncomingMessage[];

  beforeEach(() => {
    requests = [];
    // Those of sockets are the system's own.
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
  });

  afterEach(async () => {
    jest.useRealTimers();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** @param read - what the server reads of a request before it answers */
  async function listen(
    read: (chunks: AsyncIterable<Buffer>) => Promise<void>,
  ) {
    const server = createServer(async (request, response) => {
      requests.push(request);
      await read(request.iterator({ destroyOnReturn: false }));
      response.statusCode = 413;
      response.setHeader('Content-Length', ANSWER.length);
      endAfterBody(response, ANSWER);
    });
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  }

  async function beginRequest(port: number): Promise<Socket> {
    const socket = connect({ port, host: '127.0.0.1' });
    await once(socket, 'connect');
    socket.write(
      `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${BODY.length}\r\n\r\n`,
    );
    return socket;
  }

  async function readAnswer(socket: Socket): Promise<string> {
    let text = '';
    while (!text.endsWith(ANSWER.toString())) {
      const [chunk] = await once(socket, 'data');
      text += chunk;
    }
    return text;
  }

  it('is read by a sender that sends on, and the connection ends in order', async () => {
    const port = await listen(async () => {});
    const socket = await beginRequest(port);
    expect(await readAnswer(socket)).toMatch(/^HTTP\/1.1 413 /);
    const ended = once(socket, 'end');
    socket.write(BODY);
    // An error, such as a reset, would end the wait.
    await ended;
    expect(requests[0].complete).toBe(true);
    socket.destroy();
  });

  it('is so when a part of it has been read and unpacked', async () => {
    const packed = gzipSync(Buffer.alloc(64 * 1024));
    const port = await listen(async chunks => {
      const unpacker = createGunzip();
      for await (const chunk of chunks) {
        unpacker.write(chunk);
        break;
      }
    });
    const socket = await beginRequest(port);
    socket.write(packed);
    await readAnswer(socket);
    const ended = once(socket, 'end');
    socket.write(BODY.subarray(packed.length));
    await ended;
    expect(requests[0].complete).toBe(true);
    socket.destroy();
  });

  it('is so when the server was busy for as long as it waits', async () => {
    const port = await listen(async () => {});
    const socket = await beginRequest(port);
    await readAnswer(socket);
    const ended = once(socket, 'end');
    // Among the timers, where one is late that a busy process has kept waiting: what
    // was sent meanwhile lies there unread.
    await setTimeout(0);
    socket.write(BODY);
    jest.advanceTimersByTime(5_000);
    await ended;
    expect(requests[0].complete).toBe(true);
    socket.destroy();
  });

  it('closes the connection of a sender that falls silent', async () => {
    const port = await listen(async () => {});
    const socket = await beginRequest(port);
    await readAnswer(socket);
    jest.advanceTimersByTime(5_000);
    await once(socket, 'close');
    expect(socket.bytesWritten).toBeLessThan(BODY.length);
  });

  it('closes the connection of a sender that never ends', async () => {
    const port = await listen(async () => {});
    const socket = await beginRequest(port);
    await readAnswer(socket);
    const closed = once(socket, 'close');
    for (let seconds = 0; seconds < 32; seconds += 4) {
      const come = once(requests[0], 'data');
      socket.write('x');
      await come;
      jest.advanceTimersByTime(4_000);
    }
    await closed;
    expect(socket.bytesWritten).toBeLessThan(BODY.length);
  });
});
