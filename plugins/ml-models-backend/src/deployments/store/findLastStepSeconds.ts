import { APPROVE_STEP } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { DeploymentRow, StepRow } from '../DeploymentRow';

/** Deployments that are looked at for a like one. */
const OTHERS_MAX = 20;

/** Whose steps are foretold. */
export type Foretold = Pick<
  DeploymentRow,
  'model_ref' | 'environment' | 'trigger'
>;

/**
 * What each step took the last time: in the last deployment of the model that got
 * through it, or for a first one in the last of any model with the same steps. A
 * build takes as long wherever it goes, live or not; a release is told by those into the
 * same environment, and by a rollback, whose version may still be warm, only if
 * it is one.
 *
 * @param steps - all steps of the deployment to come, or those of its build
 * @returns seconds by step name
 */
export async function findLastStepSeconds(
  knex: Knex,
  deployment: Foretold,
  steps: readonly Pick<StepRow, 'name' | 'kind'>[],
): Promise<Map<string, number>> {
  const { environment, model_ref: modelRef, trigger } = deployment;
  // Whatever became of what was built.
  const built = () => knex<DeploymentRow>('deployments');
  const released = () =>
    built()
      .whereIn('status', ['live', 'rolled-back'])
      .where({ environment })
      // What was observed has no steps.
      .whereNotIn('trigger', [
        'observed',
        ...(trigger === 'rollback' ? [] : ['rollback']),
      ]);
  const last = new Map<string, number>();
  for (const [kind, deployments] of [
    ['pipeline', built],
    ['release', released],
  ] as const) {
    const wanted = { kind, names: namesOf(steps, kind) };
    const own = await listLikeSteps(
      knex,
      deployments().where({ model_ref: modelRef }),
      wanted,
    );
    const like =
      own.length > 0 ? own : await listLikeSteps(knex, deployments(), wanted);
    for (const [name, seconds] of like.flatMap(secondsOf)) {
      last.set(name, seconds);
    }
  }
  return last;
}

interface Wanted {
  kind: StepRow['kind'];
  names: string[];
}

/** @returns the steps of the newest of the deployments that went through them all */
async function listLikeSteps(
  knex: Knex,
  deployments: Knex.QueryBuilder<DeploymentRow>,
  { kind, names }: Wanted,
): Promise<StepRow[]> {
  if (names.length === 0) {
    return [];
  }
  const newest: Pick<DeploymentRow, 'id'>[] = await deployments
    // Ids are in the order of time, and in that of indexes.
    .orderBy('id', 'desc')
    .limit(OTHERS_MAX)
    .select('id');
  const ids = newest.map(({ id }) => id);
  const steps = await knex<StepRow>('deployment_steps')
    .whereIn('deployment_id', ids)
    .whereIn('name', names)
    .where({ kind, status: 'succeeded' });
  return (
    ids
      .map(id => steps.filter(step => step.deployment_id === id))
      .find(({ length }) => length === names.length) ?? []
  );
}

/** How long somebody took to say yes foretells nothing. */
function namesOf(
  steps: readonly Pick<StepRow, 'name' | 'kind'>[],
  kind: StepRow['kind'],
): string[] {
  return steps
    .filter(step => step.kind === kind && step.name !== APPROVE_STEP)
    .map(step => step.name);
}

function secondsOf(step: StepRow): Array<[string, number]> {
  if (step.started_at === null || step.ended_at === null) {
    return [];
  }
  const tookMs =
    new Date(step.ended_at).getTime() - new Date(step.started_at).getTime();
  return [[step.name, Math.max(0, tookMs / 1000)]];
}
