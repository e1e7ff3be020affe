import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isFinalRun } from './RunRecord';
import { RunFolder } from './RunFolder';

/** Some hundred kilobytes of logs each; enough to look back for months. */
const RUNS_KEPT = 200;

/** A failed run keeps its files for a look; each may have gigabytes of data. */
const CHECKOUTS_KEPT = 3;

/** Removes the oldest runs, and the files of all but the newest ones. */
export async function pruneRuns(pipelineFolder: string): Promise<void> {
  const runs = await listNewestFirst(pipelineFolder);
  for (const [index, path] of runs.entries()) {
    const isTooOld = index >= RUNS_KEPT;
    if (index >= CHECKOUTS_KEPT) {
      const folder = new RunFolder(path);
      if (isFinalRun(await folder.readRecord())) {
        await rm(isTooOld ? path : folder.checkout, {
          recursive: true,
          force: true,
        });
      }
    }
  }
}

async function listNewestFirst(pipelineFolder: string): Promise<string[]> {
  const names = (await readdir(pipelineFolder)).filter(
    name => !name.startsWith('.'),
  );
  const runs = await Promise.all(
    names.map(async name => {
      const path = join(pipelineFolder, name);
      return { path, changedAtMs: (await stat(path)).mtimeMs };
    }),
  );
  return runs
    .sort((a, b) => b.changedAtMs - a.changedAtMs)
    .map(({ path }) => path);
}
