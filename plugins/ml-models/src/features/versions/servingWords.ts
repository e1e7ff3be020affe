import {
  EnvironmentStatus,
  EXTERNAL_RUNTIME,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Status } from '../../components/StatusWord/statusLooks';

export interface ServingWord {
  status: Status;
  word: string;
  /** What the word means, where that is not plain. */
  title?: string;
  /** Its own, whatever its share of the requests; absent while it does not answer. */
  address?: string;
}

/**
 * @param environments - what each of them runs, as far as is known
 * @returns where a version serves and as what, and where it is to; empty when nowhere
 */
export function servingWords(
  { version, serving }: Version,
  environments: readonly EnvironmentStatus[],
): ServingWord[] {
  return [
    ...serving.map(place => ({
      ...servingWord(version, place, environments),
      address: addressOf(version, place, environments),
    })),
    ...environments
      .filter(({ activeDeployment }) => waitsFor(activeDeployment, version))
      .map(({ name }) => ({
        status: 'awaiting-approval' as const,
        word: `Waits for approval in ${name}`,
      })),
  ];
}

/** @returns what to call a version that serves nowhere */
export function restingWord(
  { version }: Version,
  environments: readonly EnvironmentStatus[],
): ServingWord {
  const was = environments.filter(environment => wasLive(version, environment));
  return was.length === 0
    ? { status: 'stopped', word: 'Serves nowhere' }
    : {
        status: 'retired',
        word: 'Retired',
        title: `Was live in ${was
          .map(({ name }) => name)
          .join(', ')}, and runs no more`,
      };
}

/** Of a runtime that does not answer, which tells no endpoint, nothing is said. */
function wasLive(
  version: number,
  { endpoint, lastServed, trafficEdit }: EnvironmentStatus,
): boolean {
  if (endpoint === undefined) {
    return false;
  }
  const released = trafficEdit?.versions.includes(version) ?? false;
  const isSet = trafficEdit?.weights.some(set => set.version === version);
  const wasStopped = lastServed?.version === version && !lastServed.ceased;
  return (released && !isSet) || wasStopped;
}

function addressOf(
  version: number,
  { environment, state }: Version['serving'][number],
  environments: readonly EnvironmentStatus[],
): string | undefined {
  const { endpoint, runtime } =
    environments.find(({ name }) => name === environment) ?? {};
  return endpoint && runtime !== EXTERNAL_RUNTIME && state === 'ready'
    ? `${endpoint.replace(/\/$/, '')}/versions/${version}`
    : undefined;
}

function waitsFor(
  deployment: EnvironmentStatus['activeDeployment'],
  version: number,
): boolean {
  return (
    deployment?.status === 'awaiting-approval' && deployment.version === version
  );
}

function servingWord(
  version: number,
  place: Version['serving'][number],
  environments: readonly EnvironmentStatus[],
): ServingWord {
  const { environment, weight, state } = place;
  if (state === 'crashed' || state === 'unready') {
    const word = state === 'crashed' ? 'Crashed' : 'Not ready';
    return { status: state, word: `${word} in ${environment}` };
  }
  if (state === 'starting') {
    return { status: state, word: `Starts in ${environment}` };
  }
  if (state === 'stopped') {
    return { status: state, word: `Stopped in ${environment}` };
  }
  if (place.shadow) {
    return {
      status: 'shadow',
      word: `Shadow in ${environment}`,
      title: 'Gets a copy of each request; no caller gets its answers',
    };
  }
  if (weight === 0 && isIdle(environment, environments)) {
    return { status: 'stopping', word: `Stopping in ${environment}` };
  }
  const set = environments.find(({ name }) => name === environment);
  return isSharedByHand(version, set)
    ? sharedWord(version, place, set)
    : readyWord(environment, weight);
}

/** @returns whether somebody gave it a share there, and others the rest */
function isSharedByHand(
  version: number,
  environment: EnvironmentStatus | undefined,
): boolean {
  const weights = environment?.trafficEdit?.weights ?? [];
  return weights.length > 1 && weights.some(set => set.version === version);
}

function sharedWord(
  version: number,
  { environment, weight }: Version['serving'][number],
  status: EnvironmentStatus | undefined,
): ServingWord {
  const live = version === status?.liveVersion ? 'Live ' : '';
  return {
    status: 'live',
    word: `${live}${weight} % in ${environment}`,
    title: 'Its share of the requests was set by hand',
  };
}

/** Nothing is live there and nothing is deployed. */
function isIdle(
  environment: string,
  environments: readonly EnvironmentStatus[],
): boolean {
  return environments.some(
    ({ name, liveVersion, activeDeployment }) =>
      name === environment && liveVersion === undefined && !activeDeployment,
  );
}

/** From here on a version is the live one, not a canary. */
const LIVE_FROM_PERCENT = 50;

function readyWord(environment: string, weight: number): ServingWord {
  if (weight === 0) {
    return {
      status: 'skipped',
      word: `Warm in ${environment}`,
      title: 'Runs without requests, so that it can take them back at once',
    };
  }
  if (weight < LIVE_FROM_PERCENT) {
    return { status: 'running', word: `Canary ${weight} % in ${environment}` };
  }
  return {
    status: 'live',
    word:
      weight === 100
        ? `Live in ${environment}`
        : `Live ${weight} % in ${environment}`,
  };
}
