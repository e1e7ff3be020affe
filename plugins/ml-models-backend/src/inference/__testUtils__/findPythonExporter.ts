import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** The newest when this was written; the wire format has been stable for years. */
const VERSION = '1.45.2';
const REQUIREMENT = `opentelemetry-exporter-otlp-proto-http==${VERSION}`;

/** Kept between runs: making it takes some thirty seconds. Whole, or not there. */
const ENVIRONMENT = join(tmpdir(), `noshelfware-python-exporter-${VERSION}`);

const HAS_VENV =
  'import venv, sys; sys.exit(0 if sys.version_info >= (3, 10) else 1)';
const HAS_EXPORTER = 'import opentelemetry.exporter.otlp.proto.http';

/**
 * Finds a Python environment with OpenTelemetry's exporter, or makes one, or says
 * why not.
 */
export function findPythonExporter(): {
  executable?: string;
  reason?: string;
} {
  const executable = pythonIn(ENVIRONMENT);
  if (!hasExporter(executable)) {
    const reason = tryMakeEnvironment();
    if (reason) return { reason };
  }
  return hasExporter(executable)
    ? { executable }
    : { reason: `${ENVIRONMENT} is broken: remove it` };
}

/**
 * Race prevented: two test files that need it at once. Each makes its own, and the
 * first one that is whole gets the name.
 *
 * @returns why there is none
 */
function tryMakeEnvironment(): string | undefined {
  const python = ['python3', 'python'].find(name =>
    succeeds(name, '-c', HAS_VENV),
  );
  if (!python) {
    return 'there is no Python from 3.10 on that has venv';
  }
  const own = mkdtempSync(`${ENVIRONMENT}-`);
  try {
    if (
      !succeeds(python, '-m', 'venv', own) ||
      !succeeds(pythonIn(own), '-m', 'pip', 'install', '--quiet', REQUIREMENT)
    ) {
      return `pip could not install ${REQUIREMENT}`;
    }
    giveName(own);
    return undefined;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

function giveName(environment: string): void {
  try {
    renameSync(environment, ENVIRONMENT);
  } catch (error) {
    // Another was first, and is as good.
    if (!existsSync(ENVIRONMENT)) throw error;
  }
}

function pythonIn(environment: string): string {
  return process.platform === 'win32'
    ? join(environment, 'Scripts', 'python.exe')
    : join(environment, 'bin', 'python');
}

function hasExporter(executable: string): boolean {
  return existsSync(executable) && succeeds(executable, '-c', HAS_EXPORTER);
}

function succeeds(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
