import { aDeployment, aStep } from '../../__testUtils__/builders/aDeployment';
import { expectedSeconds } from './expectedSeconds';

const commit = { kind: 'commit', sha: 'b'.repeat(40) } as const;
const version = { kind: 'version', version: 2 } as const;

const startedAt = '2026-03-01T11:00:00.000Z';
const release = aStep({
  name: 'start',
  kind: 'release',
  startedAt,
  endedAt: '2026-03-01T11:00:03.000Z',
});
const built = aDeployment({
  steps: [
    aStep({ startedAt, endedAt: '2026-03-01T11:00:12.000Z' }),
    aStep({ startedAt: undefined, endedAt: undefined, status: 'skipped' }),
    release,
  ],
});

it('takes all steps for a commit', () => {
  expect(expectedSeconds(commit, built, 48)).toBe(15);
});

it('takes only the release for a version', () => {
  expect(expectedSeconds(version, built, 48)).toBe(3);
});

it('takes the time of the newest build where the last deployment built nothing', () => {
  expect(expectedSeconds(commit, aDeployment({ steps: [release] }), 48)).toBe(
    51,
  );
});

it('does not guess before the first deployment', () => {
  expect(expectedSeconds(commit, undefined, undefined)).toBeUndefined();
  expect(expectedSeconds(version, undefined, 48)).toBeUndefined();
});

it('leaves out how long somebody took to approve the last one', () => {
  const approve = aStep({
    name: 'approve',
    kind: 'release',
    startedAt,
    endedAt: '2026-03-03T11:00:00.000Z',
  });
  const steps = [approve, release];
  expect(expectedSeconds(version, aDeployment({ steps }), undefined)).toBe(3);
});
