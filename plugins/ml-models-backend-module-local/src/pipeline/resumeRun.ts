import { constants, copyFile, cp, rename, rm } from 'node:fs/promises';
import { hasErrorCode } from '../process/hasErrorCode';
import { RunFolder } from './RunFolder';
import { isFinalRun } from './RunRecord';
import { RunRecorder } from './RunRecorder';
import { StageLog } from './StageLog';

/**
 * Takes over what succeeded in a run before: the checkout as its stages have left it,
 * and their logs; of one that succeeded as a whole, which its deployment made nothing
 * of, what it has built. Nothing of that run is changed, so that one may look at it
 * still.
 *
 * @returns false where nothing can be taken over: it has built another commit, was not
 *   checked out, or its files are gone
 */
export async function resumeRun(
  recorder: RunRecorder,
  { folder, from }: { folder: RunFolder; from: RunFolder },
): Promise<boolean> {
  const { commit: wanted } = await folder.readRequest();
  const before = await from.readRecord();
  const { commit, state } = before;
  if (!commit || commit.sha !== wanted || !isFinalRun(before)) {
    return false;
  }
  const isBuilt = state === 'succeeded';
  try {
    await (isBuilt
      ? cp(from.output, folder.output, { recursive: true })
      : copyCheckout(folder, from));
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) {
      return false; // removed by now, or meanwhile, to make room
    }
    throw error;
  }
  const succeeded = before.stages.filter(
    ({ status }) => status === 'succeeded',
  );
  for (const { name } of succeeded) {
    await copyLog(folder, from, name);
  }
  await recorder.update({
    ...(isBuilt ? { state } : {}),
    commit,
    stages: succeeded.map(({ name }) => ({
      name,
      status: 'succeeded',
      message: `Not run again: it succeeded in deployment ${from.runId}`,
    })),
  });
  return true;
}

/** Whole or not at all; without a copy of the bytes where the file system can. */
async function copyCheckout(folder: RunFolder, from: RunFolder): Promise<void> {
  const copy = `${folder.checkout}.copy`;
  try {
    await rm(copy, { recursive: true, force: true });
    await cp(from.checkout, copy, {
      recursive: true,
      preserveTimestamps: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
    });
    await rename(copy, folder.checkout);
  } catch (error) {
    await rm(copy, { recursive: true, force: true });
    throw error;
  }
}

async function copyLog(
  folder: RunFolder,
  from: RunFolder,
  stage: string,
): Promise<void> {
  const file = folder.stageLog(stage);
  try {
    await copyFile(from.stageLog(stage), file);
    new StageLog(file).note(`Taken over from deployment ${from.runId}`);
  } catch (error) {
    if (!hasErrorCode(error, 'ENOENT')) {
      throw error; // one that printed nothing has no log
    }
  }
}
