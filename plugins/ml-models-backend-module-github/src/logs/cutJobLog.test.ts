import { JobStep } from '../runs/WorkflowRun';
import { cutJobLog } from './cutJobLog';

function aStep(number: number, name: string, second: number): JobStep {
  return {
    number,
    name,
    status: 'completed',
    conclusion: 'success',
    started_at: `2026-03-01T12:00:0${second}Z`,
  };
}

const STEPS = [
  aStep(1, 'Set up job', 0),
  aStep(2, 'test', 1),
  { ...aStep(3, 'lint', 2), conclusion: 'skipped' },
  aStep(4, 'train', 3),
  aStep(5, 'Complete job', 5),
];

function aLog(...lines: [second: number, text: string][]): string {
  return lines
    .map(([second, text]) => `2026-03-01T12:00:0${second}.1234567Z ${text}\r\n`)
    .join('');
}

describe('cutJobLog', () => {
  it('gives each step what it printed, without the time stamps', () => {
    const log = aLog(
      [0, 'Runner version'],
      [1, '##[group]Run pytest'],
      [1, '3 passed'],
      [3, '##[group]Run python -m train'],
      [3, 'accuracy 0.71'],
      [5, 'Cleaning up orphan processes'],
    );
    expect([...cutJobLog(log, STEPS)]).toEqual([
      [2, '##[group]Run pytest\n3 passed\n'],
      [4, '##[group]Run python -m train\naccuracy 0.71\n'],
    ]);
  });

  it('is not misled by a step that prints what the runner prints before the next', () => {
    const log = aLog(
      [1, '##[group]Run pytest'],
      [2, '##[group]Run a thing of its own'],
      [3, '##[group]Run python -m train'],
    );
    expect([...cutJobLog(log, STEPS)]).toEqual([
      [2, '##[group]Run pytest\n##[group]Run a thing of its own\n'],
      [4, '##[group]Run python -m train\n'],
    ]);
  });

  it('keeps lines without a time stamp, and empty ones', () => {
    const log = `${aLog([1, '##[group]Run pytest'])}torn\r\n${aLog([2, ''])}`;
    expect(cutJobLog(log, STEPS).get(2)).toBe('##[group]Run pytest\ntorn\n\n');
  });

  it('has nothing of a job that never began', () => {
    expect(cutJobLog('', STEPS)).toEqual(new Map());
  });
});
