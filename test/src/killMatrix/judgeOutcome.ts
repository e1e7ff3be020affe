import { VersionWeight } from '@noshelfware/backstage-plugin-ml-models-common';

/** What was found when nothing was left to be done. */
export interface Outcome {
  status: string;
  failure: string | null;
  /** Of the model, of all time. */
  deployments: number;
  versions: number[];
  /** Who answers, as the backend and as the gateway have it. */
  live: VersionWeight[];
  shares: VersionWeight[];
  /** Kept warm. */
  previous?: number;
  /** A version for each service that runs. */
  running: number[];
  /** Stages that have begun more than once. */
  repeatedStages: string[];
  /** Folders of processes that go on with a pipeline run that is over. */
  pipelineProcesses: string[];
}

/** What is to be found. */
export interface Expectation {
  status: string;
  /** Whether the version was killed where nothing but its end can be told of it. */
  mayFail: boolean;
  /** Whether the runner was killed: a stage that it ran begins again. */
  mayRepeat: boolean;
  /** With the one that is judged. */
  deployments: number;
  versions: number[];
  candidate: number;
  before: VersionWeight[];
  wanted: VersionWeight[];
}

/** @returns what is not as it should be, in words */
export function judgeOutcome(found: Outcome, expected: Expectation): string[] {
  const hasFailed = expected.mayFail && found.status === 'failed';
  const split = hasFailed ? expected.before : expected.wanted;
  const status = hasFailed ? 'failed' : expected.status;
  const serving = split.map(({ version }) => version);
  const warm = [found.previous, hasFailed ? expected.candidate : undefined];
  const differences = [
    difference('status', found.status, status),
    difference(
      'deployments of the model',
      found.deployments,
      expected.deployments,
    ),
    difference('versions', found.versions, expected.versions),
    difference('live', tell(found.live), tell(split)),
    difference('traffic of the gateway', tell(found.shares), tell(split)),
    expected.mayRepeat
      ? undefined
      : difference('repeated stages', found.repeatedStages, []),
    difference('pipeline processes', found.pipelineProcesses, []),
    ...judgeServices(found.running, { serving, warm }),
  ].filter(each => each !== undefined);
  return found.failure !== null && differences.length > 0
    ? [...differences, `it failed: ${found.failure}`]
    : differences;
}

/** Each that serves has one service; one that is kept warm has one or none. */
function judgeServices(
  running: number[],
  { serving, warm }: { serving: number[]; warm: (number | undefined)[] },
): string[] {
  const wanted = running.filter(
    (version, index) =>
      warm.includes(version) && running.indexOf(version) === index,
  );
  const all = [...new Set([...serving, ...wanted])].sort((a, b) => a - b);
  const found = difference('services', running, all);
  return found === undefined ? [] : [found];
}

function tell(weights: readonly VersionWeight[]): string[] {
  return weights
    .map(({ version, weight }) => `${version}: ${Math.round(weight)} %`)
    .sort();
}

function difference(
  what: string,
  found: unknown,
  expected: unknown,
): string | undefined {
  const [is, should] = [found, expected].map(each => JSON.stringify(each));
  return is === should ? undefined : `${what}: ${is}, expected ${should}`;
}
