import { spawn } from 'node:child_process';
import {
  closeSync,
  createWriteStream,
  mkdirSync,
  openSync,
  readFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DATA_DIR, ROOT, TRANSFORM } from './paths.mjs';
import { freePort } from './freePort.mjs';
import {
  assertNoRunningPortal,
  forgetRunningPortal,
  noteRunningPortal,
} from './runningPortal.mjs';

const WANTED_PORT = 7007;
const READY_POLL_MS = 100;
const READY_TIMEOUT_MS = 180_000;

/**
 * Starts the portal, and resolves once its page can be used.
 *
 * @param options.port - the first port to try; the next free one is taken
 * @param options.sample - whether the sample model is set up
 * @param options.keepModels - whether models outlive the portal
 * @param options.dataDir - default: `.data`
 * @param options.postgresUrl - where data goes instead of files; no database in it
 * @param options.environment - further variables
 * @param options.onSpawn - gets, before the portal is ready, what ends it by a signal
 * @returns { url, pid, dataDir, logFile, ended, stop() }
 */
export async function startPortal(options = {}) {
  const dataDir = options.dataDir ?? DATA_DIR;
  assertNoRunningPortal(dataDir);
  const port = await freePort(options.port ?? WANTED_PORT);
  const url = `http://localhost:${port}`;
  mkdirSync(join(dataDir, 'logs'), { recursive: true, mode: 0o700 });
  mkdirSync(join(dataDir, 'db'), { recursive: true, mode: 0o700 });
  const logFile = join(dataDir, 'logs/portal.log');
  const log = openSync(logFile, 'a');
  const child = spawn(
    process.execPath,
    ['--no-node-snapshot', '--require', TRANSFORM, 'src/index.ts'],
    {
      cwd: join(ROOT, 'packages/backend'),
      // A group of its own: Ctrl-C reaches this script, which stops it in order.
      detached: true,
      // Straight into the file: nobody may be left to read a pipe, and the portal
      // would log for ever that it cannot log.
      stdio: ['ignore', ...(options.verbose ? ['pipe', 'pipe'] : [log, log])],
      env: {
        ...process.env,
        ...portalEnvironment({ ...options, dataDir, port, url }),
        ...databaseEnvironment(options),
        ...options.environment,
      },
    },
  );
  closeSync(log);
  if (options.verbose) {
    showAndKeep(child.stdout, process.stdout, logFile);
    showAndKeep(child.stderr, process.stderr, logFile);
  }
  const ended = new Promise(resolve => child.once('exit', resolve));
  // Before it is ready: another must not start beside it meanwhile.
  noteRunningPortal(dataDir, { pid: child.pid, url });
  const end = async signal => {
    child.kill(signal);
    await ended;
    forgetRunningPortal(dataDir);
  };
  options.onSpawn?.(end);
  await waitUntilReady({ url, child, logFile });
  const stop = () => end('SIGTERM');
  return { url, pid: child.pid, dataDir, logFile, ended, stop };
}

function showAndKeep(stream, terminal, logFile) {
  stream.pipe(terminal, { end: false });
  stream.pipe(createWriteStream(logFile, { flags: 'a' }));
}

function portalEnvironment({ dataDir, port, url, sample, keepModels }) {
  return {
    NODE_ENV: 'production',
    NODE_OPTIONS: '--no-warnings',
    NOSHELFWARE_DATA_DIR: dataDir,
    NOSHELFWARE_KEEP_MODELS: String(Boolean(keepModels)),
    APP_CONFIG_app_baseUrl: url,
    APP_CONFIG_backend_baseUrl: url,
    APP_CONFIG_backend_listen_port: String(port),
    // The catalog reads the repositories that the portal itself hosts.
    APP_CONFIG_backend_reading_allow: JSON.stringify([
      { host: `localhost:${port}` },
      { host: `127.0.0.1:${port}` },
    ]),
    APP_CONFIG_mlModels_sample_enabled: String(sample ?? true),
  };
}

function databaseEnvironment({ postgresUrl }) {
  return postgresUrl
    ? {
        APP_CONFIG_backend_database_client: 'pg',
        APP_CONFIG_backend_database_connection: postgresUrl,
      }
    : {};
}

async function waitUntilReady({ url, child, logFile }) {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(
        `The portal ended with ${
          child.signalCode ?? `exit code ${child.exitCode}`
        } while starting. The end of ${logFile}:\n\n${tail(logFile)}`,
      );
    }
    if (await isReady(url)) {
      return;
    }
    if (performance.now() > deadline) {
      child.kill('SIGTERM');
      throw new Error(
        `The portal was not ready after ${
          READY_TIMEOUT_MS / 1000
        } s. The end of ${logFile}:\n\n${tail(logFile)}`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, READY_POLL_MS));
  }
}

async function isReady(url) {
  // Refused connections are what waiting is for.
  return fetch(`${url}/.backstage/health/v1/readiness`).then(
    response => response.ok,
    () => false,
  );
}

function tail(file) {
  return readFileSync(file, 'utf8').split('\n').slice(-30).join('\n');
}
