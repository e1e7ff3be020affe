import { APPROVE_STEP } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import { DeploymentRow, StepRow } from '../DeploymentRow';

/** Finished deployments of other models that are looked at for a like one. */
const OTHERS_MAX = 20;

/**
 * What each step took the last time: in the last deployment of the model that
 * got through, or for a first one in the last of any model with the same steps.
 *
 * @param stepNames - all steps of the deployment to come
 * @returns seconds by step name
 */
export async function findLastStepSeconds(
  knex: Knex,
  modelRef: string,
  stepNames: string[],
): Promise<Map<string, number>> {
  // How long somebody took to say yes foretells nothing.
  const names = stepNames.filter(name => name !== APPROVE_STEP);
  const own = await listFinishedSteps(knex, names, { modelRef });
  return own.size > 0 ? own : listFinishedSteps(knex, names, {});
}

async function listFinishedSteps(
  knex: Knex,
  stepNames: string[],
  { modelRef }: { modelRef?: string },
): Promise<Map<string, number>> {
  const deployments = knex<DeploymentRow>('deployments')
    .whereIn('status', ['live', 'rolled-back'])
    .orderBy('ended_at', 'desc')
    .limit(OTHERS_MAX)
    .select('id');
  const ids = (
    await (modelRef ? deployments.where({ model_ref: modelRef }) : deployments)
  ).map(({ id }) => id);
  const steps = await knex<StepRow>('deployment_steps')
    .whereIn('deployment_id', ids)
    .where({ status: 'succeeded' })
    .whereNot('name', APPROVE_STEP);
  const like = ids.find(id => {
    const names = namesOf(steps, id);
    return stepNames.every(name => names.includes(name));
  });
  return new Map(
    steps
      .filter(step => step.deployment_id === like)
      .flatMap(step => secondsOf(step)),
  );
}

function namesOf(steps: StepRow[], deploymentId: string): string[] {
  return steps
    .filter(step => step.deployment_id === deploymentId)
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
