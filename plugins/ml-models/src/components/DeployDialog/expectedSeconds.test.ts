import { aDeployment, aStep } from '../../__testUtils__/builders/aDeployment';
import { expectedSeconds } from './expectedSeconds';

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
    startedAt: at(12),
    endedAt: at(2 * 24 * 3_600),
  });
  const steps = [...built.steps, approve];
  expect(expectedSeconds(version, { ...built, steps }, undefined)).toBe(3);
});
