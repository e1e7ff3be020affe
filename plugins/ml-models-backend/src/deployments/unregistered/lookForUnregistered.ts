import { Knex } from 'knex';
import { DeploymentRow, LiveVersionRow } from '../DeploymentRow';
import { listOpenDeployments } from '../store/findNewestDeployments';
import { listOwnLiveVersions } from '../store/liveVersions';
import {
  cancelUnregistered,
  CancelUnregisteredOptions,
} from './cancelUnregistered';
import {
  deleteMissingModel,
  readMissingModels,
  saveMissingModel,
} from './missingModels';

/**
 * Milliseconds between the look that first misses a model and the one that cancels:
 * two looks of every five minutes, so that one who moves its catalog-info.yaml, or a
 * catalog that is filled anew, loses nothing.
 */
export const MISSING_BEFORE_CANCEL_MS = 10 * 60 * 1000;

/** Which entities the catalog has, whoever may see them. */
export interface EntityFinder {
  findEntities(refs: string[]): Promise<ReadonlyMap<string, unknown>>;
}

export interface LookForUnregisteredOptions extends CancelUnregisteredOptions {
  catalog: EntityFinder;
  now: () => Date;
  /** Stops between two models. */
  signal?: AbortSignal;
}

/**
 * Looks which models have left the catalog, and cancels deployments of those that
 * stay away. What serves goes on serving, and what is being stopped is stopped.
 *
 * @throws whatever the catalog does; nothing is noted or cancelled then
 */
export async function lookForUnregistered(
  options: LookForUnregisteredOptions,
): Promise<void> {
  const { catalog, database, signal } = options;
  // Read before the catalog is asked, so that nothing that is requested once a model is
  // registered again is taken for one of before.
  const open = (await listOpenDeployments(database)).filter(
    ({ trigger }) => trigger !== 'stop',
  );
  const modelRefs = refsOf([...open, ...(await listOwnLiveVersions(database))]);
  const known = await readMissingModels(database);
  const found = await catalog.findEntities(modelRefs);
  const missing = modelRefs.filter(modelRef => !found.has(modelRef));
  await forgetOthers(database, { known, missing });
  for (const modelRef of missing) {
    if (signal?.aborted) return;
    await lookAt(
      {
        modelRef,
        open: open.filter(row => row.model_ref === modelRef),
        missingSince: known.get(modelRef),
      },
      options,
    );
  }
}

function refsOf(rows: Array<DeploymentRow | LiveVersionRow>): string[] {
  return [...new Set(rows.map(row => row.model_ref))];
}

/** Of models that are found again, or of which nothing is left. */
async function forgetOthers(
  database: Knex,
  { known, missing }: { known: Map<string, Date>; missing: string[] },
): Promise<void> {
  const still = new Set(missing);
  for (const modelRef of known.keys()) {
    if (!still.has(modelRef)) await deleteMissingModel(database, modelRef);
  }
}

interface MissingModel {
  modelRef: string;
  open: DeploymentRow[];
  /** Absent: it is missed for the first time. */
  missingSince?: Date;
}

async function lookAt(
  { modelRef, open, missingSince }: MissingModel,
  options: LookForUnregisteredOptions,
): Promise<void> {
  const now = options.now();
  if (!missingSince || isRequestedSince(missingSince, open)) {
    await saveMissingModel(options.database, {
      model_ref: modelRef,
      missing_since: now,
    });
    return;
  }
  if (now.getTime() - missingSince.getTime() < MISSING_BEFORE_CANCEL_MS) {
    return;
  }
  for (const seen of open) {
    await cancelUnregistered(seen, { missingSince, now }, options);
  }
}

/** Nothing can be requested of a model that is missing: it was back meanwhile. */
function isRequestedSince(since: Date, open: DeploymentRow[]): boolean {
  return open.some(row => new Date(row.created_at) > since);
}
