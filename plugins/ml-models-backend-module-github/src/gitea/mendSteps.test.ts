import { Job } from '../runs/WorkflowRun';
import { mendSteps } from './mendSteps';

/** As Gitea 1.26.0 told of a job on 2026-11-29, cut to what is read. */
const FAILED: Job = {
  id: 2,
  name: 'pipeline',
  status: 'completed',
  conclusion: 'failure',
  html_url:
    'https://git.example.com/flights/flight-delay/actions/runs/2/jobs/2',
  started_at: '2026-11-29T10:31:48Z',
  completed_at: '2026-11-29T10:31:48Z',
  steps: ['Run actions/checkout@v4', 'setup', 'test', 'train'].map(
    (name, number) => ({
      name,
      number,
      status: 'completed',
      conclusion: 'failure',
      started_at: '2026-11-29T10:31:48Z',
      completed_at: '2026-11-29T10:31:48Z',
    }),
  ),
};

/** Of the same job, whose checkout is made of a step of its own. */
const LOG = `2026-11-29T10:31:48.2854414Z r1(version:v1.0.8) received task 2 of job pipeline, be triggered by event: workflow_dispatch
2026-11-29T10:31:48.3322482Z Run Main actions/checkout@v4
2026-11-29T10:31:48.3323140Z ::group::Run actions/checkout@v4
2026-11-29T10:31:48.3323212Z with:
2026-11-29T10:31:48.3464837Z ::group::Run git init -q .
2026-11-29T10:31:48.3465053Z shell: bash --noprofile --norc -e -o pipefail {0}
2026-11-29T10:31:48.3465111Z ::endgroup::
2026-11-29T10:31:48.4312929Z ::endgroup::
2026-11-29T10:31:48.4323278Z ::group::Run echo "log of setup"
2026-11-29T10:31:48.4323478Z shell: bash --noprofile --norc -e -o pipefail {0}
2026-11-29T10:31:48.4323544Z ::endgroup::
2026-11-29T10:31:48.4343554Z log of setup
2026-11-29T10:31:48.4426064Z ::group::Run sh test.sh
2026-11-29T10:31:48.4428265Z ::endgroup::
2026-11-29T10:31:48.4451815Z error: no
2026-11-29T10:31:48.4489661Z ##[error]Process completed with exit code 1.
2026-11-29T10:31:48.4491642Z Run Post actions/checkout@v4
2026-11-29T10:31:48.4548701Z Cleaning up container for job pipeline
2026-11-29T10:31:48.4620348Z Job 'pipeline' failed
`;

const conclusionsOf = ({ steps }: Job) =>
  steps?.map(({ status, conclusion }) => [status, conclusion]);

describe('mendSteps', () => {
  it('tells by the log which step failed, past the steps of its actions', async () => {
    const job = await mendSteps(FAILED, async () => LOG);
    expect(conclusionsOf(job)).toEqual([
      ['completed', 'success'],
      ['completed', 'success'],
      ['completed', 'failure'],
      ['completed', 'skipped'],
    ]);
  });

  it('blames the first where there is no log', async () => {
    const job = await mendSteps(FAILED, async () => undefined);
    expect(conclusionsOf(job)?.map(([, conclusion]) => conclusion)).toEqual([
      'failure',
      'skipped',
      'skipped',
      'skipped',
    ]);
  });

  it('tells by the times what a running job is at', async () => {
    const never = '1970-01-01T00:00:00Z';
    const [checkout, setup, test, train] = FAILED.steps ?? [];
    const running = { status: 'in_progress', conclusion: undefined };
    const job = await mendSteps(
      {
        ...FAILED,
        ...running,
        completed_at: never,
        steps: [
          { ...checkout, ...running },
          { ...setup, ...running },
          { ...test, ...running, completed_at: never },
          { ...train, ...running, started_at: never, completed_at: never },
        ],
      },
      async () => LOG,
    );
    expect(job.completed_at).toBeNull();
    expect(conclusionsOf(job)).toEqual([
      ['completed', 'success'],
      ['completed', 'success'],
      ['in_progress', undefined],
      ['queued', undefined],
    ]);
    expect(job.steps?.at(-1)?.started_at).toBeNull();
  });

  it('leaves a job alone whose steps are told apart, as from 1.27 on', async () => {
    const readLog = jest.fn();
    const steps = FAILED.steps?.map((step, at) => ({
      ...step,
      conclusion: ['success', 'failure', 'skipped', 'skipped'][at],
    }));
    const told = { ...FAILED, steps };
    expect(await mendSteps(told, readLog)).toEqual(told);
    expect(readLog).not.toHaveBeenCalled();
  });
});
