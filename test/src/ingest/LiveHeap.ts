import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { waitFor } from '../portal/waitFor';

const MIB = 1024 * 1024;

/**
 * What the main thread of a process holds on to. Its resident memory goes up and down
 * with how far collections lag behind; this is what no collection takes away.
 */
export class LiveHeap {
  private constructor(private readonly port: number) {}

  static async onFreePort(): Promise<LiveHeap> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    return new LiveHeap(port);
  }

  /** Variables for a process that is to be measured; nothing listens until then. */
  environment(): Record<string, string> {
    return {
      NODE_OPTIONS: `--no-warnings --inspect-port=127.0.0.1:${this.port}`,
    };
  }

  /** @returns MiB in use after a full collection */
  async measure(pid: number): Promise<number> {
    process.kill(pid, 'SIGUSR1');
    const inspector = new WebSocket(await this.findAddress());
    try {
      await once(inspector, 'open');
      await ask(inspector, 'HeapProfiler.collectGarbage');
      const usage = await ask(inspector, 'Runtime.getHeapUsage');
      return usage.usedSize / MIB;
    } finally {
      inspector.close();
    }
  }

  private async findAddress(): Promise<string> {
    const [{ webSocketDebuggerUrl }] = await waitFor('the inspector', () =>
      // Refused connections are what waiting is for.
      fetch(`http://127.0.0.1:${this.port}/json`).then(
        response => response.json(),
        () => undefined,
      ),
    );
    return webSocketDebuggerUrl;
  }
}

async function ask(
  inspector: WebSocket,
  method: string,
): Promise<Record<string, number>> {
  const answered = once(inspector, 'message');
  inspector.send(JSON.stringify({ id: 1, method }));
  const [{ data }] = await answered;
  const { result, error } = JSON.parse(data);
  if (error) {
    throw new Error(`${method}: ${error.message}`);
  }
  return result;
}
