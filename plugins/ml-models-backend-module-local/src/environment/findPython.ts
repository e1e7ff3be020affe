import { NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import { childEnvironment } from '../process/childEnvironment';
import {
  compareVersions,
  parsePythonSpecifier,
  PythonVersion,
} from './pythonSpecifier';
import { runTool } from './runTool';

/** An interpreter that was found and asked about itself. */
export interface Python {
  /** Absolute path of the interpreter itself, never of a shim or a venv. */
  executable: string;
  version: PythonVersion;
  /** What decides which wheels fit, e.g. `cpython-311-x86_64-linux-gnu linux-x86_64`. */
  platform: string;
}

const pythonSchema = z.object({
  executable: z.string().min(1),
  version: z.array(z.number()),
  platform: z.string(),
});

/** Runs on every Python since 2.7, so that an old one can be named in a message. */
const PROBE = `
import json, sys, sysconfig
print(json.dumps({
  "executable": getattr(sys, "_base_executable", None) or sys.executable,
  "version": list(sys.version_info[:3]),
  "platform": "%s %s" % (
    sysconfig.get_config_var("SOABI") or sys.version_info[:2],
    sysconfig.get_platform(),
  ),
}))
`;

/** A shim that waits for something must not hold up a deployment. */
const PROBE_TIMEOUT_MS = 10_000;

/** Newest first; what the machine calls its Python is asked before these. */
const NEWEST_MINOR = 20;
const OLDEST_MINOR = 8;

export interface FindPythonOptions {
  /** PEP 440 specifier. */
  specifier: string;
  /** From the configuration: this one or none. */
  configured?: string;
}

/**
 * @throws NotFoundError that names what was found instead and says what to do
 */
export async function findPython(options: FindPythonOptions): Promise<Python> {
  const isFitting = parsePythonSpecifier(options.specifier);
  const rejected: Python[] = [];
  for (const name of candidates(options.configured)) {
    const python = await probe(name);
    if (python && isFitting(python.version)) {
      return python;
    }
    if (python) {
      rejected.push(python);
    }
  }
  throw new NotFoundError(explain(options, rejected));
}

function candidates(configured?: string): string[] {
  if (configured) {
    return [configured];
  }
  const names = ['python3', 'python'];
  for (let minor = NEWEST_MINOR; minor >= OLDEST_MINOR; minor--) {
    names.push(`python3.${minor}`);
  }
  return names;
}

async function probe(name: string): Promise<Python | undefined> {
  try {
    const output = await runTool({
      command: name,
      args: ['-c', PROBE],
      environment: childEnvironment(),
      timeoutMs: PROBE_TIMEOUT_MS,
    });
    return pythonSchema.parse(JSON.parse(output));
  } catch {
    return undefined; // no such program, or one that is no Python: look further
  }
}

function explain(options: FindPythonOptions, rejected: Python[]): string {
  const { specifier, configured } = options;
  const found = [...new Map(rejected.map(p => [p.executable, p])).values()]
    .sort((a, b) => compareVersions(b.version, a.version))
    .map(python => `${python.version.join('.')} at ${python.executable}`);
  const place = configured ? `mlModels.local.python (${configured})` : 'PATH';
  return [
    `The model needs Python ${specifier};`,
    found.length > 0 ? `found ${found.join(', ')}.` : `found none in ${place}.`,
    'Install a Python that fits, for example from https://www.python.org/downloads or with your package manager,',
    'or set mlModels.local.python in app-config to the path of one, then deploy again.',
  ].join(' ');
}
