import { execFile } from 'node:child_process';
import { createServer, Server } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from './projectRoot';

const SCRIPT = join(PROJECT_ROOT, 'scripts/setup/freePort.mjs');

describe('freePort', () => {
  let server: Server;

  beforeEach(async () => {
    server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterEach(() => server.close());

  function portOf(it: Server): number {
    const address = it.address();
    return typeof address === 'object' ? address?.port ?? 0 : 0;
  }

  /** In a process of its own: Jest compiles modules that are meant for Node as they are. */
  async function find(wanted: number): Promise<number> {
    const program = `
      const { freePort } = await import(${JSON.stringify(
        pathToFileURL(SCRIPT).href,
      )});
      console.log(await freePort(${wanted}));
    `;
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '--eval',
      program,
    ]);
    return Number(stdout);
  }

  it('moves on from a port that is taken', async () => {
    expect(await find(portOf(server))).toBeGreaterThan(portOf(server));
  });

  it('takes the wanted port where it is free', async () => {
    const port = portOf(server);
    await new Promise(resolve => {
      server.close(resolve);
    });
    expect(await find(port)).toBe(port);
  });

  it('looks no further than the last port there is', async () => {
    const last = createServer();
    // Taken by somebody else, it is as good.
    await new Promise<void>(resolve => {
      last.once('error', () => resolve());
      last.listen(65_535, '127.0.0.1', resolve);
    });
    await expect(find(65_535)).rejects.toThrow(
      'No port is free from 65535 to 65535',
    );
    last.close();
  });
});
