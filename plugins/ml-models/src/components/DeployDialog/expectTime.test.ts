import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  aDeployment,
  aDeploymentSummary,
  aStep,
} from '../../__testUtils__/builders/aDeployment';
import { DeploySource } from './deployPlan';
import { expectTime, findComparable } from './expectTime';

const commit = { kind: 'commit', sha: 'b'.repeat(40) } as const;
const version = { kind: 'version', version: 2 } as const;

/** @returns the time so many seconds after the deployment was asked for */
function at(second: number): string {
  return new Date(Date.UTC(2026, 2, 1, 11, 0, second)).toISOString();
}

const stage = (startedAt: string, endedAt: string) =>
  aStep({ startedAt, endedAt });
const release = (startS: number, endS: number) =>
  aStep({ kind: 'release', startedAt: at(startS), endedAt: at(endS) });

const built = aDeployment({
  createdAt: at(0),
  endedAt: at(16),
  steps: [
    // Side by side.
    stage(at(1), at(11)),
    stage(at(1), at(12)),
    aStep({ startedAt: undefined, endedAt: undefined, status: 'skipped' }),
    release(12, 14),
    release(14, 15),
  ],
});
const promoted = aDeployment({
  createdAt: at(0),
  endedAt: at(4),
  steps: [release(1, 3)],
});

function expectedSeconds(
  source: DeploySource,
  last: Deployment | undefined,
  buildSeconds: number | undefined,
): number | undefined {
  return expectTime({ source, last, buildSeconds, canarySeconds: undefined })
    ?.seconds;
}

it('says of a commit what the list of deployments says of the last one', () => {
  expect(expectedSeconds(commit, built, 48)).toBe(16);
});

it('takes only the release for a version', () => {
  expect(expectedSeconds(version, built, 48)).toBe(3);
  expect(expectedSeconds(version, promoted, 48)).toBe(4);
});

it('takes the time of the newest build where the last deployment built nothing', () => {
  expect(expectedSeconds(commit, promoted, 48)).toBe(52);
});

it('does not guess before the first deployment', () => {
  expect(expectedSeconds(commit, undefined, undefined)).toBeUndefined();
  expect(expectedSeconds(version, undefined, 48)).toBeUndefined();
});

it('leaves out how long somebody took to approve the last one', () => {
  const approve = aStep({
    name: 'approve',
    kind: 'release',
    startedAt: at(14),
    endedAt: at(2 * 24 * 3_600),
  });
  const [register, start] = [
    release(12, 14),
    release(2 * 24 * 3_600, 2 * 24 * 3_600 + 1),
  ];
  const steps = [...built.steps.slice(0, 3), register, approve, start];
  expect(expectedSeconds(version, { ...built, steps }, undefined)).toBe(3);
});

describe('where a version is watched on a share of the requests', () => {
  const canary = aStep({
    name: 'canary',
    kind: 'release',
    startedAt: at(3),
    endedAt: at(43),
  });
  const tried = aDeployment({
    createdAt: at(0),
    endedAt: at(44),
    steps: [release(1, 3), canary, release(43, 44)],
  });
  const known = { source: version, last: tried, buildSeconds: undefined };

  it('takes the time of the last that was', () => {
    expect(expectTime({ ...known, canarySeconds: 30 })).toEqual({
      seconds: 44,
      isLeast: false,
    });
  });

  it('adds what it takes at least where the last was not', () => {
    const last = promoted;
    expect(expectTime({ ...known, last, canarySeconds: 30 })).toEqual({
      seconds: 34,
      isLeast: true,
    });
  });

  it('leaves it out for what is not', () => {
    expect(expectTime({ ...known, canarySeconds: undefined })).toEqual({
      seconds: 4,
      isLeast: false,
    });
  });

  it('compares what goes back with what went back, if anything did', () => {
    const before = aDeploymentSummary({ id: 'before' });
    const wentLive = [
      aDeploymentSummary({ id: 'back', trigger: 'rollback' }),
      aDeploymentSummary({ id: 'elsewhere', environment: 'staging' }),
      before,
    ];
    expect(findComparable(wentLive, 'production', false)).toBe(before);
    expect(findComparable(wentLive, 'production', true)?.id).toBe('back');
    expect(findComparable([before], 'production', true)).toBe(before);
    expect(
      findComparable(wentLive.slice(0, 1), 'production', false),
    ).toBeUndefined();
  });
});
