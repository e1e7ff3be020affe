import { ConflictError, InputError } from '@backstage/errors';
import {
  EditTraffic,
  MlModelEntityV1alpha1,
  describeWeights,
  isSameSplit,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingRuntime } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { ApprovalRule, isApprovalNeeded } from '../approvals/ApprovalRule';
import { assertDeployedHere } from '../assertDeployedHere';
import { assertEnvironment } from '../assertEnvironment';
import { DeploymentRow, LiveVersionRow, targetOf } from '../DeploymentRow';
import { getAdapter } from '../getAdapter';
import { AdapterDefaults } from '../planDeployment';
import {
  findActiveDeployment,
  findQueuedDeployment,
} from '../store/findDeployments';
import { listReleases } from '../store/listReleases';
import { findOwnLiveVersion } from '../store/liveVersions';
import { revisionOf, weightsOf } from './weightsOf';

export interface TrafficRequest extends EditTraffic {
  modelRef: string;
  model: MlModelEntityV1alpha1;
  requestedBy: string;
}

export interface PlanTrafficOptions {
  database: Knex;
  approvalRules: readonly ApprovalRule[];
  defaults: AdapterDefaults;
  servingRuntimes: Map<string, ServingRuntime>;
}

/**
 * @returns what is live at the target
 * @throws InputError, ConflictError when the traffic cannot be set so
 */
export async function planTraffic(
  request: TrafficRequest,
  options: PlanTrafficOptions,
): Promise<LiveVersionRow> {
  assertEnvironment(request);
  assertDeployedHere(request, options);
  const { modelRef, environment, weights } = request;
  await assertFree(options.database, request);
  const live = await findOwnLiveVersion(options.database, request);
  if (!live) {
    throw new ConflictError(
      `Nothing of ${modelRef} is live in '${environment}', so there is no traffic to edit: deploy a version`,
    );
  }
  assertSeen(live, request.revision);
  assertSplits(request, live, options);
  if (isSameSplit(weights, weightsOf(live))) {
    throw new InputError(
      `The traffic of ${modelRef} in '${environment}' is so already: ${describeWeights(
        weights,
      )}`,
    );
  }
  const allowed = await listShareable(request, live, options);
  const other = weights.find(({ version }) => !allowed.includes(version));
  if (other) {
    throw new InputError(
      `Version ${
        other.version
      } of ${modelRef} cannot be given a share of '${environment}': it was never live there${
        isApprovalNeeded(options.approvalRules, request.model, environment)
          ? ' with an approval'
          : ''
      }. Deploy it, or choose among ${allowed.join(', ')}`,
    );
  }
  return live;
}

/** @throws ConflictError when the traffic was changed since it was looked at */
export function assertSeen(live: LiveVersionRow, revision: string): void {
  if (revisionOf(live) !== revision) {
    throw new ConflictError(
      `Somebody has changed the traffic of ${live.model_ref} in '${
        live.environment
      }' since you looked. It is now: ${describeWeights(
        weightsOf(live),
      )}. Look at it again before you edit it`,
    );
  }
}

/**
 * @param act - what is to be done there
 * @throws ConflictError while a deployment decides who answers there
 */
export async function assertFree(
  database: Knex,
  target: Pick<TrafficRequest, 'modelRef' | 'environment'>,
  act = 'edit the traffic',
): Promise<void> {
  const active = await findActiveDeployment(database, target);
  const queued = await findQueuedDeployment(database, target);
  // One that waits for its approval may do so for days, and changes nothing meanwhile.
  const open =
    active ?? (queued?.status === 'awaiting-approval' ? undefined : queued);
  if (open) {
    throw new ConflictError(describeOpen(open, act));
  }
}

function describeOpen(row: DeploymentRow, act: string): string {
  const { environment, id, status, trigger, version } = row;
  const what = version === null ? 'A deployment' : `Version ${version}`;
  if (status === 'held') {
    return `${what} is held in '${environment}' (deployment ${id}): release it or put it back before you ${act}`;
  }
  if (trigger === 'rebuild') {
    return `${what} is being rebuilt in '${environment}' (deployment ${id}, ${status}): wait until that has ended, or cancel it, before you ${act}`;
  }
  if (trigger === 'retire') {
    return `${what} is being retired in '${environment}' (${id}): wait until that has ended before you ${act}`;
  }
  return trigger === 'traffic'
    ? `Somebody edits the traffic of '${environment}' just now (${id}): look at it again when that has ended`
    : `${what} is being deployed to '${environment}' (deployment ${id}, ${status}): wait until it has ended, or cancel it, before you ${act}`;
}

function assertSplits(
  { weights }: TrafficRequest,
  live: LiveVersionRow,
  { servingRuntimes }: PlanTrafficOptions,
): void {
  const runtime = getAdapter(servingRuntimes, live.runtime, 'serving runtime');
  if (weights.length > 1 && runtime.splitsTraffic === false) {
    throw new InputError(
      `The serving runtime '${runtime.id}' of '${live.environment}' cannot split traffic: give one version 100 %`,
    );
  }
}

/**
 * What was live there has passed its tests, its canary and, where one is needed, its
 * approval there; what serves already may always go on.
 */
async function listShareable(
  { model }: TrafficRequest,
  live: LiveVersionRow,
  { approvalRules, database }: PlanTrafficOptions,
): Promise<number[]> {
  const { environment } = targetOf(live);
  const releases = await listReleases(database, targetOf(live));
  return shareableVersions(releases, {
    live,
    isApprovalNeeded: isApprovalNeeded(approvalRules, model, environment),
  });
}

/** @returns versions that may be given a share, newest first */
export function shareableVersions(
  releases: ReadonlyArray<{ version: number; approval: string | null }>,
  options: { live: LiveVersionRow; isApprovalNeeded: boolean },
): number[] {
  const released = releases
    .filter(
      ({ approval }) => !options.isApprovalNeeded || approval === 'approved',
    )
    .map(({ version }) => version);
  const serving = weightsOf(options.live).map(({ version }) => version);
  return [...new Set([...released, ...serving])].sort((a, b) => b - a);
}
