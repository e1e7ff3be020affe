import {
  Rebuild,
  RebuildModel,
  RebuildModelState,
  RebuildSummary,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { toInstant, toOptionalInstant } from '../../databaseInstant';
import { DeploymentRow } from '../DeploymentRow';
import { RebuildModelRow, RebuildRow } from './RebuildRow';

/** What needs somebody, then what moves, then the rest. */
const ORDER: readonly RebuildModelState[] = [
  'failed',
  'replacing',
  'waiting',
  'skipped',
  'cancelled',
  'replaced',
];

/** @param counts - numbers of models of any rebuilds, by state */
export function toRebuildSummary(
  row: RebuildRow,
  counts: Array<{ state: RebuildModelState; models: number }>,
): RebuildSummary {
  const models = {
    failed: 0,
    replacing: 0,
    waiting: 0,
    skipped: 0,
    cancelled: 0,
    replaced: 0,
  };
  counts.forEach(({ state, models: number }) => {
    models[state] += number;
  });
  return {
    id: row.id,
    environment: row.environment,
    requestedBy: row.requested_by,
    createdAt: toInstant(row.created_at),
    endedAt: toOptionalInstant(row.ended_at),
    cancelledBy: row.cancelled_by ?? undefined,
    models,
  };
}

/**
 * @param models - by model ref
 * @param open - deployments that are queued or under way in the environment
 */
export function toRebuild(
  row: RebuildRow,
  models: RebuildModelRow[],
  open: DeploymentRow[],
): Rebuild {
  const counts = models.map(({ state }) => ({ state, models: 1 }));
  return {
    ...toRebuildSummary(row, counts),
    items: ORDER.flatMap(state =>
      models
        .filter(model => model.state === state)
        .map(model => toRebuildModel(model, open)),
    ),
  };
}

function toRebuildModel(
  row: RebuildModelRow,
  open: DeploymentRow[],
): RebuildModel {
  const before =
    row.state === 'waiting'
      ? open.find(one => one.model_ref === row.model_ref)
      : undefined;
  return {
    modelRef: row.model_ref,
    state: row.state,
    deploymentId: row.deployment_id ?? undefined,
    message: before
      ? `Waits until deployment ${before.id} has ended, which is ${before.status}`
      : row.message ?? undefined,
  };
}
