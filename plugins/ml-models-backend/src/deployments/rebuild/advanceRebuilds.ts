import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { DeploymentNews } from '../DeploymentNews';
import { isDefiniteError } from '../drive/DeploymentError';
import { plannedTraffic } from '../releaseSteps';
import { tryCancelDeployment } from '../store/cancelDeployment';
import { listSteps } from '../store/findDeployments';
import { describeEnd } from './describeEnd';
import { PlanRebuildOptions } from './planRebuild';
import { RebuildRow } from './RebuildRow';
import { newRebuildRow } from './requestRebuild';
import { countReplacing, tryBeginModel } from './store/beginModel';
import { endModel } from './store/endModel';
import { tryEndRebuild } from './store/endRebuild';
import { listOpenRebuilds } from './store/findRebuilds';
import { listFreeModels } from './store/listFreeModels';
import { listReplacing } from './store/listReplacing';

export interface AdvanceRebuildsOptions extends PlanRebuildOptions {
  /** Models of all rebuilds under way at once. */
  concurrentMax: number;
  logger: LoggerService;
  news: DeploymentNews;
  now: () => Date;
}

/**
 * Takes each rebuild of an environment as far as it can get now: notes what has become
 * of models, begins as many others as may be, and ends what is through. Any replica may
 * do it, at any time.
 */
export async function advanceRebuilds(
  options: AdvanceRebuildsOptions,
): Promise<void> {
  for (const rebuild of await listOpenRebuilds(options.database)) {
    await settle(rebuild, options);
    if (rebuild.cancelled_by === null) {
      await beginNext(rebuild, options);
    }
    await tryEndRebuild(options.database, rebuild.id, options.now());
  }
}

async function settle(
  rebuild: RebuildRow,
  { database, news, now }: AdvanceRebuildsOptions,
): Promise<void> {
  const rows = await listReplacing(database, rebuild.id);
  for (const row of rows) {
    if (row.slot === null) {
      const end = describeEnd(row, await listSteps(database, [row.id]), {
        isCancelled: rebuild.cancelled_by !== null,
      });
      const model = { rebuildId: rebuild.id, modelRef: row.model_ref };
      await endModel(database, model, end);
    } else if (
      rebuild.cancelled_by !== null &&
      row.cancel_requested_at === null
    ) {
      const reason = `Cancelled by ${rebuild.cancelled_by}, with the rebuild of ${rebuild.environment}`;
      await tryCancelDeployment(database, { seen: row, reason, now: now() });
      news.tell(row.id);
    }
  }
}

async function beginNext(
  rebuild: RebuildRow,
  options: AdvanceRebuildsOptions,
): Promise<void> {
  const { database, concurrentMax } = options;
  const most = concurrentMax - (await countReplacing(database));
  if (most <= 0) return;
  for (const modelRef of await listFreeModels(database, rebuild, most)) {
    await tryBegin(rebuild, modelRef, options);
  }
}

async function tryBegin(
  rebuild: RebuildRow,
  modelRef: string,
  options: AdvanceRebuildsOptions,
): Promise<void> {
  const { database, concurrentMax, news } = options;
  const { environment, requested_by: requestedBy } = rebuild;
  try {
    const row = await newRebuildRow(
      { modelRef, environment, requestedBy },
      options,
    );
    const steps = plannedTraffic(row.id);
    const isBegun = await tryBeginModel(database, {
      rebuildId: rebuild.id,
      row,
      steps,
      concurrentMax,
    });
    if (isBegun) news.tell(row.id);
  } catch (error) {
    if (!isError(error) || !isDefiniteError(error)) {
      throw error;
    }
    // What does not serve any more is no failure of the rebuild.
    const isGone = ['ConflictError', 'NotFoundError'].includes(error.name);
    const model = { rebuildId: rebuild.id, modelRef };
    const state = isGone ? 'skipped' : 'failed';
    await endModel(database, model, { state, message: error.message });
  }
}
