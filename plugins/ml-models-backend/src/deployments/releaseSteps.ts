import {
  APPROVE_STEP,
  COMPARE_STEP,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { StepRow } from './DeploymentRow';

/** Where the service of a version is started. */
export const START_STEP = 'start';

/** Where a version is asked before any caller can. */
export const SMOKE_STEP = 'smoke';

/** Where it is decided who answers requests. */
export const TRAFFIC_STEP = 'traffic';

/** Where a version that runs without requests is ended. */
export const RETIRE_STEP = 'retire';

/** What every deployment that builds does between building and releasing. */
export const REGISTER_STEP = 'register';

/** Leaves room for the stages of any pipeline before them. */
const FIRST_RELEASE_POSITION = 1_000;

/**
 * @param stages - of the pipeline run that comes first, as far as they can be
 *   told before the engine has read `pipeline.yaml`; empty when nothing is built
 * @param trial - the step in which the version is tried; undefined: it is not
 */
export function plannedSteps(
  deploymentId: string,
  stages: readonly string[],
  {
    needsApproval,
    trial,
    isRetrain,
  }: { needsApproval: boolean; trial?: string; isRetrain: boolean },
): StepRow[] {
  const release = [
    ...(stages.length > 0 ? [REGISTER_STEP] : []),
    ...(isRetrain ? [COMPARE_STEP] : []),
    ...(needsApproval ? [APPROVE_STEP] : []),
    START_STEP,
    SMOKE_STEP,
    ...(trial ? [trial] : []),
    TRAFFIC_STEP,
  ];
  return [
    ...stages.map((name, index) => aStep(deploymentId, name, index)),
    ...release.map((name, index) =>
      aStep(deploymentId, name, FIRST_RELEASE_POSITION + index),
    ),
  ];
}

/** @returns the steps of taking out what serves in an environment */
export function plannedStop(deploymentId: string): StepRow[] {
  return [aStep(deploymentId, TRAFFIC_STEP, FIRST_RELEASE_POSITION)];
}

/** @returns the steps of ending a version that runs without requests */
export function plannedRetire(deploymentId: string): StepRow[] {
  return [aStep(deploymentId, RETIRE_STEP, FIRST_RELEASE_POSITION)];
}

/** @returns the steps of sharing the requests out among versions, or of a rebuild */
export function plannedTraffic(deploymentId: string): StepRow[] {
  return [START_STEP, SMOKE_STEP, TRAFFIC_STEP].map((name, index) =>
    aStep(deploymentId, name, FIRST_RELEASE_POSITION + index),
  );
}

/** @returns a step of that place, nothing of which has happened */
export function aStep(
  deploymentId: string,
  name: string,
  position: number,
): StepRow {
  return {
    deployment_id: deploymentId,
    name,
    position,
    kind: position < FIRST_RELEASE_POSITION ? 'pipeline' : 'release',
    status: 'pending',
    started_at: null,
    ended_at: null,
    last_seconds: null,
    message: null,
    log: null,
  };
}
