import { spawnSync } from 'child_process';
import { existsSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** The newest when this was written; the wire format has been stable for years. */
const VERSION = '1.45.2';
const REQUIREMENT = `opentelemetry-exporter-otlp-proto-http==${VERSION}`;

/** Kept between runs: making it takes some thirty seconds. */
const ENVIRONMENT = join(tmpdir(), `noshelfware-python-exporter-${VERSION}`);

const HAS_VENV =
  'import venv, sys; sys.exit(0 if sys.version_info >= (3, 10) else 1)';
const HAS_EXPORTER = 'import opentelemetry.exporter.otlp.proto.http';

/** Makes a Python environment with OpenTelemetry's exporter, or says why not. */
export function findPythonExporter(): {
  executable?: string;
  reason?: string;
} {
  const executable =
    process.platform === 'win32'
      ? join(ENVIRONMENT, 'Scripts', 'python.exe')
      : join(ENVIRONMENT, 'bin', 'python');
  if (existsSync(executable) && succeeds(executable, '-c', HAS_EXPORTER)) {
    return { executable };
  }
  const python = ['python3', 'python'].find(name =>
    succeeds(name, '-c', HAS_VENV),
  );
  if (!python) {
    return { reason: 'there is no Python from 3.10 on that has venv' };
  }
  return succeeds(python, '-m', 'venv', '--clear', ENVIRONMENT) &&
    succeeds(executable, '-m', 'pip', 'install', '--quiet', REQUIREMENT)
    ? { executable }
    : { reason: `pip could not install ${REQUIREMENT}` };
}

function succeeds(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
