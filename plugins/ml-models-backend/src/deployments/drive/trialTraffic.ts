import { describeWeights } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  ServingRuntime,
  TrafficSplit,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { LiveVersionRow } from '../DeploymentRow';
import { splitOf, toSplit, weightsOf } from '../traffic/weightsOf';
import { askAdapter } from './askAdapter';
import { DeploymentRun } from './DeploymentRun';

export interface TrialSides {
  /** The version that is tried. */
  candidate: number;
  /** What answers the other requests. */
  live: LiveVersionRow;
}

export interface Trial extends TrialSides {
  /** Percent of the requests. */
  weight: number;
  /** Whether it gets copies instead. */
  isShadow: boolean;
}

/** Gives a version what it is tried on; a split that is set again is the same. */
export async function giveTrial(
  run: DeploymentRun,
  runtime: ServingRuntime,
  { isShadow, weight, ...sides }: Trial,
): Promise<void> {
  await (isShadow
    ? giveCopies(run, runtime, sides)
    : giveShare(run, runtime, weight, sides));
}

/** Versions that share the requests by hand go on so with what is left of them. */
async function giveShare(
  run: DeploymentRun,
  runtime: ServingRuntime,
  weight: number,
  { candidate, live }: TrialSides,
): Promise<void> {
  const { shares } = await findSplit(run, runtime, live);
  const others = toSplit(
    shares.filter(({ version }) => version !== candidate),
    100 - weight,
  );
  await setTraffic(run, runtime, {
    shares: [...others.shares, { version: candidate, weight, role: 'canary' }],
  });
  await run.log(
    `Version ${candidate} answers ${weight} % of the requests, ${nameVersions(
      others,
    )} the others`,
  );
}

/** Nothing changes for callers: versions that share the requests by hand go on so. */
async function giveCopies(
  run: DeploymentRun,
  runtime: ServingRuntime,
  { candidate, live }: TrialSides,
): Promise<void> {
  const { shares } = await findSplit(run, runtime, live);
  await setTraffic(run, runtime, { shares, shadow: [candidate] });
  await run.log(
    `Version ${candidate} gets a copy of each request, ${nameVersions({
      shares,
    })} answer${shares.length > 1 ? '' : 's'} the callers`,
  );
}

/** Lets answer what answered before, whatever the version was tried on. */
export async function putBack(
  run: DeploymentRun,
  runtime: ServingRuntime,
  { candidate, live }: TrialSides,
): Promise<void> {
  const status = await askAdapter(run.undeterred, {
    adapter: runtime,
    method: 'describe',
    ask: () => runtime.describe(run.target),
  });
  const split = splitOf(live, status);
  await setTraffic(run, runtime, split);
  if (status.traffic.shadow?.includes(candidate)) {
    await run.log(`Version ${candidate} gets no more copies of requests`);
    return;
  }
  await run.log(
    split.shares.length > 1
      ? `Requests are answered again by ${describeWeights(weightsOf(live))}`
      : `Version ${live.version} answers every request again`,
  );
}

function setTraffic(
  run: DeploymentRun,
  runtime: ServingRuntime,
  split: TrafficSplit,
): Promise<void> {
  return askAdapter(run.undeterred, {
    adapter: runtime,
    method: 'setTraffic',
    ask: () => runtime.setTraffic(run.target, split),
  });
}

function nameVersions({ shares }: TrafficSplit): string {
  const versions = shares.map(({ version }) => version);
  return `version${versions.length > 1 ? 's' : ''} ${versions.join(' and ')}`;
}

/** @returns who answers without the version that is tried, as it is set now */
async function findSplit(
  run: DeploymentRun,
  runtime: ServingRuntime,
  live: LiveVersionRow,
): Promise<TrafficSplit> {
  const set = await askAdapter(run, {
    adapter: runtime,
    method: 'describe',
    ask: () => runtime.describe(run.target),
  });
  return splitOf(live, set);
}
