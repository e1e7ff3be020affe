import { findFirstErrorLine } from '@noshelfware/backstage-plugin-ml-models-node';
import { ProcessLock } from '../process/ProcessLock';
import { endLeftovers } from './endLeftovers';
import { readLogEnd } from './readLogEnd';
import { RunFolder } from './RunFolder';
import { currentStageOf, endStages, isFinalRun } from './RunRecord';

/** Ends a run that has no runner; does nothing to one that has, or has ended. */
export async function endUnfinished(
  folder: RunFolder,
  outcome: { state: 'failed' | 'cancelled'; message: string },
): Promise<void> {
  const { state, message } = outcome;
  const lock = await ProcessLock.tryAcquire(folder.lock);
  if (!lock) {
    return;
  }
  try {
    const record = await folder.readRecord();
    if (isFinalRun(record)) {
      return;
    }
    await endLeftovers(folder, record);
    const now = new Date().toISOString();
    const ended = endStages(record.stages, now, message);
    if (state === 'cancelled') {
      await folder.writeRecord({ ...record, state, stages: ended });
      return;
    }
    const stage = currentStageOf(record);
    const runnerLog = await readLogEnd(folder.runnerLog);
    await folder.writeRecord({
      ...record,
      state,
      stages: ended.map(other =>
        other.name === stage ? { ...other, status: 'failed' } : other,
      ),
      failure: {
        stage,
        message,
        firstErrorLine: findFirstErrorLine(runnerLog),
      },
    });
  } finally {
    await lock.release();
  }
}
