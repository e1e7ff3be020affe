import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { PROJECT_ROOT } from '../portal/projectRoot';
import { columnNames } from './wideRows';

const run = promisify(execFile);
const SCRIPT = join(PROJECT_ROOT, 'test/src/drift/compare_by_evidently.py');

/** Evidently 0.7 imports what pandas 3 no longer has. */
const PACKAGES = ['evidently==0.7.23', 'pandas<3'];

const answerSchema = z.object({
  milliseconds: z.number(),
  /** Columns that have drifted by its own choice of test and threshold. */
  drifted: z.array(z.string()),
});
export type EvidentlyAnswer = z.infer<typeof answerSchema>;

/**
 * Lets Evidently compare the same raw rows.
 *
 * @returns what it took without starting Python and reading the files
 */
export async function askEvidently(
  reference: readonly number[][],
  current: readonly number[][],
): Promise<EvidentlyAnswer> {
  const folder = await mkdtemp(join(tmpdir(), 'noshelfware-evidently-'));
  try {
    const files = ['reference.csv', 'current.csv'].map(it => join(folder, it));
    await writeFile(files[0], toCsv(reference));
    await writeFile(files[1], toCsv(current));
    const python = process.env.EVIDENTLY_PYTHON ?? (await install(folder));
    const { stdout } = await run(python, [SCRIPT, ...files], {
      maxBuffer: 64 * 1024 * 1024,
    });
    const lastLine = stdout.trim().split('\n').pop() ?? '';
    return answerSchema.parse(JSON.parse(lastLine));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns the interpreter of an environment that has Evidently */
async function install(folder: string): Promise<string> {
  const environment = join(folder, 'environment');
  const python = join(environment, 'bin/python');
  await run('python3', ['-m', 'venv', environment]);
  await run(python, ['-m', 'pip', 'install', '--quiet', ...PACKAGES]);
  return python;
}

function toCsv(rows: readonly number[][]): string {
  return [columnNames, ...rows].map(row => row.join(',')).join('\n');
}
