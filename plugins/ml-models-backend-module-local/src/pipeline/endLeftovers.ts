import { rm } from 'node:fs/promises';
import { findProcessIdentity } from '../process/processIdentity';
import { findRecordedIdentity } from '../process/recordedIdentity';
import { RunFolder } from './RunFolder';
import { RunRecord } from './RunRecord';
import { endGroup } from './runStage';
import { StageLog } from './StageLog';

/**
 * Ends the stages that a dead runner has left running: started again beside
 * themselves, they would write into the same files.
 */
export async function endLeftovers(
  folder: RunFolder,
  record: RunRecord,
): Promise<void> {
  for (const { name, status } of record.stages) {
    if (status === 'running') {
      const file = folder.stageIdentity(name);
      const identity = await findRecordedIdentity(file);
      const found = identity && (await findProcessIdentity(identity.pid));
      // Its leader may be gone and the group still be there. A number is not
      // given away while a group has it: if another process has it, ours is gone.
      if (identity && (!found || found.startedAt === identity.startedAt)) {
        await endGroup(identity.pid);
      }
      await rm(file, { force: true });
      new StageLog(folder.stageLog(name)).note(
        'Interrupted: its runner died. The step starts again',
      );
    }
  }
}
