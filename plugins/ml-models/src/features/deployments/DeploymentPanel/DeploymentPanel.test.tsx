import {
  Deployment,
  deployApprovePermission,
  deployPermission,
  ModelPermission,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  answer,
  answerError,
  answerNever,
  TEST_API_URL,
} from '../../../__testUtils__/answer';
import {
  aDeployment,
  aStep,
} from '../../../__testUtils__/builders/aDeployment';
import {
  aModelStatus,
  anEnvironmentStatus,
} from '../../../__testUtils__/builders/aModelStatus';
import { aCanary } from '../../../__testUtils__/builders/aCanary';
import { aCanaryComparison } from '../../../__testUtils__/builders/aCanaryComparison';
import { anMlModelEntity } from '../../../__testUtils__/builders/anMlModelEntity';
import { renderModels } from '../../../__testUtils__/renderModels';
import { describeWait } from '../../../components/describeCanary/describeCanary';
import { downloadFile } from '../../../charts/ChartTable/downloadFile';
import { LogConverter } from '../StepLog/logLines';
import { DeploymentPanel } from './DeploymentPanel';

jest.mock('../../../charts/ChartTable/downloadFile');

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const running = aDeployment({
  status: 'building',
  version: undefined,
  endedAt: undefined,
  progress: 0.4,
  steps: [
    aStep({ name: 'test' }),
    aStep({ name: 'train', status: 'running', endedAt: undefined }),
    aStep({
      name: 'evaluate',
      status: 'pending',
      startedAt: undefined,
      endedAt: undefined,
      hasLog: false,
    }),
  ],
});

const failed = aDeployment({
  status: 'failed',
  version: undefined,
  steps: [
    aStep({ name: 'train' }),
    aStep({ name: 'evaluate', status: 'failed' }),
  ],
  failure: {
    step: 'evaluate',
    message: 'The gate asks for at least 0.75.',
    firstErrorLine: 'AssertionError: 0.712 < 0.75',
    stillServing: 'Version 2 is untouched.',
  },
});

function answerLog(text: string, complete = true) {
  server.use(
    answer(operations.readStepLog, { text, next: text.length, complete }),
  );
}

function renderPanel(
  deployment: Deployment,
  step?: string,
  refused?: ModelPermission[],
) {
  server.use(answer(operations.getDeployment, deployment));
  const handlers = {
    onShowStep: jest.fn(),
    onOpen: jest.fn(),
    onClose: jest.fn(),
  };
  renderModels(
    <DeploymentPanel
      id={deployment.id}
      isLive={() => true}
      step={step}
      {...handlers}
    />,
    { entity: anMlModelEntity(), refused },
  );
  return handlers;
}

it.each([
  ['retry', failed, 'Build again'],
  ['cancel', running, 'Cancel deployment'],
])('does not let everyone %s', async (_, deployment, name) => {
  answerLog('');
  renderPanel(deployment, undefined, [deployPermission]);
  const button = await screen.findByRole('button', { name });
  await waitFor(() => expect(button).toBeDisabled());
  expect(button.parentElement).toHaveAttribute(
    'title',
    expect.stringContaining('You may not deploy Flight delay risk.'),
  );
});

it('shows the steps against their last times, and the log of the running one', async () => {
  answerLog('epoch 1\n');
  renderPanel(running);
  const steps = await screen.findByRole('list', { name: 'Steps' });
  const [test, train, evaluate] = within(steps).getAllByRole('listitem');
  expect(test).toHaveTextContent('Succeeded');
  expect(test).toHaveTextContent('12 s (last 10 s)');
  expect(within(train).getByRole('button')).toHaveAttribute(
    'aria-current',
    'step',
  );
  expect(evaluate).toHaveTextContent('last 10 s');
  expect(within(evaluate).getByRole('button')).toBeDisabled();
  expect(
    await screen.findByRole('log', { name: 'Log of train' }),
  ).toHaveTextContent('epoch 1');
});

it.each([
  [0.0822, '8 % done, going by how long the last such deployment took'],
  [undefined, 'How long it takes is not known yet'],
])('says how far it is, told by the last time: %p', async (progress, words) => {
  answerLog('');
  renderPanel({ ...running, progress });
  expect(await screen.findByText(words)).toBeInTheDocument();
});

it('says why it was asked for by the portal itself, and how it was beside what was live', async () => {
  answerLog('');
  renderPanel(
    aDeployment({
      trigger: 'retrain',
      requestedBy: 'plugin:ml-models',
      reason: 'Version 2 became degraded: F1 is 0.6',
      buildComparison: {
        candidate: 3,
        live: 2,
        comparedAt: '2026-03-01T11:00:30.000Z',
        gate: 'not-worse-than-live',
        outcome: 'not-worse',
        says: 'Version 3 is not surely worse than version 2',
        rows: 1_000,
        unanswered: 0,
        measures: [],
      },
    }),
  );
  expect(
    await screen.findByText('Why: Version 2 became degraded: F1 is 0.6.'),
  ).toBeVisible();
  expect(
    screen.getByText(/to retrain what is live, by the portal/),
  ).toBeVisible();
  expect(
    screen.getByRole('heading', {
      name: 'Version 3, retrained, beside version 2',
    }),
  ).toBeVisible();
});

it('leads to the run on its engine, where that has pages', async () => {
  answerLog('');
  const runUrl = 'https://github.com/flights/flight-delay/actions/runs/1';
  renderPanel({ ...running, runUrl });
  expect(
    await screen.findByRole('link', { name: /^Run on github.com/ }),
  ).toHaveAttribute('href', runUrl);
});

it('leads to where else it is shown, and says why that is behind', async () => {
  answerLog('');
  const url = 'https://github.com/flights/flight-delay/deployments/production';
  renderPanel({
    ...running,
    mirrors: [
      { mirror: 'github', url },
      { mirror: 'other', problem: 'It has not answered within 90 s' },
      { mirror: 'new' },
    ],
  });
  expect(
    await screen.findByRole('link', { name: /^Shown on github.com/ }),
  ).toHaveAttribute('href', url);
  expect(
    screen.getByText(
      /Not shown as it is by other: It has not answered within 90 s/,
    ),
  ).toBeInTheDocument();
  expect(screen.queryByText(/by new/)).not.toBeInTheDocument();
});

it('reads on where the log left off', async () => {
  const asked: string[] = [];
  const chunks = ['first\n', 'second\n'];
  server.use(
    http.get(`${TEST_API_URL}${operations.readStepLog.path}`, ({ request }) => {
      asked.push(new URL(request.url).searchParams.get('from') ?? '');
      const text = chunks.shift() ?? '';
      return HttpResponse.json({
        text,
        next: 100 * asked.length,
        complete: chunks.length === 0,
      });
    }),
  );
  renderPanel(running);
  const log = await screen.findByRole('log', { name: 'Log of train' });
  await waitFor(() => expect(log).toHaveTextContent('firstsecond'));
  expect(asked).toEqual(['0', '100']);
});

it('converts each line of a growing log once', async () => {
  const convert = jest.spyOn(LogConverter.prototype, 'convert');
  // An empty one ends a poll.
  const chunks = ['first\n', '', 'second\n', '', 'third\n'];
  server.use(
    http.get(`${TEST_API_URL}${operations.readStepLog.path}`, () => {
      const text = chunks.shift() ?? '';
      return HttpResponse.json({
        text,
        next: 100,
        complete: chunks.length === 0,
      });
    }),
  );
  renderPanel(running);
  expect(await screen.findByText('third')).toBeInTheDocument();
  expect(convert.mock.calls.flat()).toEqual(['first', 'second', 'third']);
  convert.mockRestore();
});

it('saves the log from its first line on', async () => {
  server.use(
    http.get(`${TEST_API_URL}${operations.readStepLog.path}`, ({ request }) =>
      HttpResponse.json(
        new URL(request.url).searchParams.get('from') === '0'
          ? { text: '\u001b[31mfirst\u001b[0m\n', next: 9, complete: false }
          : { text: 'second\n', next: 16, complete: true },
      ),
    ),
  );
  renderPanel(running);
  await userEvent.click(
    await screen.findByRole('button', { name: 'Download full log' }),
  );
  await waitFor(() => expect(downloadFile).toHaveBeenCalled());
  const [name, file] = jest.mocked(downloadFile).mock.calls[0];
  expect(name).toBe('deployment-3-train.log');
  expect(file.size).toBe('first\nsecond\n'.length);
});

it('searches the log', async () => {
  answerLog('loss 0.7\nfine\nloss 0.6\n');
  renderPanel(running);
  const search = await screen.findByRole('textbox', {
    name: 'Search the log',
  });
  await userEvent.type(search, 'LOSS');
  expect(await screen.findByText('1 of 2')).toBeInTheDocument();
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByText('2 of 2')).toBeInTheDocument();
  await userEvent.type(search, 'x');
  expect(await screen.findByText('Not found')).toBeInTheDocument();
});

it('says where it failed and why, and what still serves', async () => {
  answerLog('fine\nAssertionError: 0.712 < 0.75\n');
  renderPanel(failed);
  const banner = await screen.findByRole('alert');
  expect(banner).toHaveTextContent('Failed in step evaluate');
  expect(banner).toHaveTextContent('The gate asks for at least 0.75.');
  expect(banner).toHaveTextContent('AssertionError: 0.712 < 0.75');
  expect(banner).toHaveTextContent('Version 2 is untouched.');
  expect(banner).toHaveTextContent(
    'Building again takes commit aaaaaaa as it is.',
  );
  expect(
    within(banner).getByRole('button', { name: 'Open log' }).parentElement,
  ).toHaveStyle({ whiteSpace: 'nowrap' });
  expect(
    await screen.findByRole('log', { name: 'Log of evaluate' }),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('button', { name: 'Jump to first error' }),
  ).toBeEnabled();
});

it.each([
  ['canary', 'Cancelled in step canary'],
  ['queued', 'Cancelled'],
])('calls none failed that somebody cancelled: %s', async (step, title) => {
  answerLog('x\n');
  renderPanel(
    aDeployment({
      status: 'cancelled',
      failure: { step, message: 'Cancelled by Amara Okafor' },
    }),
  );
  const banner = await screen.findByRole('alert');
  expect(banner.querySelector('.MuiAlertTitle-root')?.textContent).toBe(title);
  expect(banner).toHaveClass('MuiAlert-standardInfo');
  expect(banner).toHaveTextContent('Cancelled by Amara Okafor');
});

it('names all steps that were cut off, and shows the log of the first', async () => {
  answerLog('x\n');
  const cancelled = { status: 'cancelled' } as const;
  const { onShowStep } = renderPanel(
    aDeployment({
      ...cancelled,
      steps: [
        aStep({ name: 'test', ...cancelled }),
        aStep({ name: 'train', ...cancelled }),
        aStep({ name: 'evaluate', ...cancelled, startedAt: undefined }),
      ],
      failure: { step: 'train', message: 'Cancelled by Amara Okafor' },
    }),
  );
  const banner = await screen.findByRole('alert');
  expect(banner).toHaveTextContent(
    'Cancelled in steps test and trainCancelled by',
  );
  expect(
    await screen.findByRole('log', { name: 'Log of test' }),
  ).toBeInTheDocument();
  await userEvent.click(
    within(banner).getByRole('button', { name: 'Open log' }),
  );
  expect(onShowStep).toHaveBeenCalledWith('test');
});

it('takes what a healthy canary counts for no error', async () => {
  answerLog('Version 4: 0.5 % of its 200 requests failed (limit 1 %)\n');
  const canary = aStep({
    name: 'canary',
    kind: 'release',
    status: 'running',
    endedAt: undefined,
  });
  renderPanel(
    aDeployment({
      status: 'canary',
      endedAt: undefined,
      progress: 0.5,
      steps: [canary],
      canary: {
        weights: [10],
        bakeSeconds: 300,
        maxErrorRate: 0.01,
        maxLatencyRatio: 1.5,
        minSamples: 100,
      },
    }),
  );
  expect(await screen.findByText(/200 requests failed/)).toBeInTheDocument();
  expect(
    screen.getByRole('button', { name: 'Jump to first error' }),
  ).toBeDisabled();
  expect(
    screen.getByText(
      '50 % done, going by what it takes at least, with a canary of 5 min',
    ),
  ).toBeInTheDocument();
});

it('says what a canary waits for', async () => {
  answerLog('Version 4: it got no request\n');
  const canary = aCanary();
  renderPanel(
    aDeployment({ status: 'canary', version: 4, previousVersion: 3, canary }),
  );
  expect(
    await screen.findByText(describeWait(canary, { candidate: 4, live: 3 })),
  ).toBeInTheDocument();
});

it('says that a shadow waits for copies', async () => {
  answerLog('Version 4: it got no copy of a request\n');
  const shadow = { maxDisagreement: 0.2, tolerance: 0.05 };
  const canary = { ...aCanary(), weights: [], shadow };
  renderPanel(
    aDeployment({
      status: 'shadow',
      version: 4,
      previousVersion: 3,
      progress: 0.5,
      canary,
    }),
  );
  expect(
    await screen.findByText(describeWait(canary, { candidate: 4, live: 3 })),
  ).toBeInTheDocument();
  expect(screen.getByText(/with a shadow of 1 min/)).toBeInTheDocument();
});

it('tries a failed deployment again', async () => {
  answerLog('x\n');
  server.use(
    answer(operations.retryDeployment, aDeployment({ id: 'next-try' })),
  );
  const { onOpen } = renderPanel(failed);
  const again = { name: 'Build again' };
  await userEvent.click(await screen.findByRole('button', again));
  await waitFor(() => expect(onOpen).toHaveBeenCalledWith('next-try'));
});

it('asks before it cancels', async () => {
  answerLog('x\n', false);
  const cancelled = new Promise(resolve => {
    server.use(
      http.post(
        `${TEST_API_URL}${operations.cancelDeployment.path}`,
        ({ params }) => {
          resolve(params.id);
          return HttpResponse.json({ ...running, status: 'cancelled' });
        },
      ),
    );
  });
  renderPanel(running);
  await userEvent.click(
    await screen.findByRole('button', { name: 'Cancel deployment' }),
  );
  const dialog = screen.getByRole('dialog');
  expect(dialog).toHaveTextContent(
    'version 2 goes on serving in production. You can deploy the same again',
  );
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Cancel deployment' }),
  );
  expect(await cancelled).toBe(running.id);
});

describe('a deployment that waits for approval', () => {
  const waiting = aDeployment({
    status: 'awaiting-approval',
    requestedBy: 'user:default/ada',
    endedAt: undefined,
    currentStep: 'approve',
    progress: 0.7,
    approval: { required: true },
    steps: [
      aStep({ name: 'train' }),
      aStep({
        name: 'approve',
        kind: 'release',
        status: 'running',
        endedAt: undefined,
        lastSeconds: undefined,
        hasLog: false,
      }),
    ],
  });

  function answerLive(liveVersion: number | undefined) {
    server.use(
      answer(
        operations.getModelStatus,
        aModelStatus({ environments: [anEnvironmentStatus({ liveVersion })] }),
      ),
    );
  }

  beforeEach(() => answerLive(2));

  function answerDecision(): Promise<unknown> {
    return new Promise(resolve => {
      server.use(
        http.post(
          `${TEST_API_URL}${operations.decideApproval.path}`,
          async ({ request, params }) => {
            resolve({ ...params, body: await request.json() });
            return HttpResponse.json(waiting);
          },
        ),
      );
    });
  }

  it('says so, and shows no progress', async () => {
    answerLog('x\n');
    renderPanel(waiting);
    const banner = await screen.findByRole('alert');
    expect(banner).toHaveTextContent(
      'Version 3 waits for approval to go to production',
    );
    expect(banner).toHaveTextContent(
      'ada asked for it. Nothing changes in production until somebody else decides.',
    );
    const steps = screen.getByRole('list', { name: 'Steps' });
    expect(within(steps).getAllByRole('listitem')[1]).toHaveTextContent(
      /^approve Waiting for approval/,
    );
    expect(
      screen.queryByRole('progressbar', { name: 'Deployment' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Cancel deployment' }),
    ).toBeEnabled();
  });

  it.each([
    [
      'Approve',
      'approved',
      'takes over all requests from version 2. Version 2 stays ready',
    ],
    ['Reject', 'rejected', 'is not started, and version 2 goes on.'],
  ])('asks before it takes: %s', async (act, decision, outcome) => {
    answerLog('x\n');
    const decided = answerDecision();
    renderPanel(waiting);
    await userEvent.click(await screen.findByRole('button', { name: act }));
    const dialog = screen.getByRole('dialog', {
      name: `${act} version 3 for production?`,
    });
    await waitFor(() => expect(dialog).toHaveTextContent(outcome));
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Comment' }),
      'Seen it',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: `${act} version 3` }),
    );
    expect(await decided).toEqual({
      namespace: 'default',
      name: 'flight-delay',
      id: waiting.id,
      body: { decision, comment: 'Seen it' },
    });
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('tells how it is tried before whoever approves it', async () => {
    answerLog('x\n');
    renderPanel({
      ...waiting,
      canary: aCanary(),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    await waitFor(() =>
      expect(screen.getByRole('dialog')).toHaveTextContent(
        'takes over all requests from version 2. Before that it answers 10 % of the requests for 1 min or more',
      ),
    );
  });

  it('promises no way back to where nothing serves', async () => {
    answerLog('x\n');
    answerLive(undefined);
    renderPanel(waiting);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    expect(screen.getByRole('dialog')).toHaveTextContent(
      'passes a smoke test and begins to answer requests.',
    );
  });

  it('says who was quicker', async () => {
    answerLog('x\n');
    server.use(
      answerError(operations.decideApproval, 409, 'It was approved by Mary'),
    );
    renderPanel(waiting);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Approve version 3' }),
    );
    expect(
      await screen.findByText('It was approved by Mary'),
    ).toBeInTheDocument();
  });

  it('is decided by nobody who may not, and says whom to ask', async () => {
    answerLog('x\n');
    renderPanel(waiting, undefined, [deployApprovePermission]);
    const refusal =
      'You may not approve deployments of Flight delay risk. Nobody owns it';
    const approve = await screen.findByRole('button', { name: 'Approve' });
    await waitFor(() => expect(approve).toBeDisabled());
    expect(screen.getByRole('button', { name: 'Reject' })).toBeDisabled();
    expect(screen.getByRole('alert')).toHaveTextContent(refusal);
  });

  it('tells whoever asked for it that somebody else must decide', async () => {
    answerLog('x\n');
    renderPanel({ ...waiting, requestedBy: 'user:default/guest' });
    const approve = await screen.findByRole('button', { name: 'Approve' });
    await waitFor(() => expect(approve).toBeDisabled());
    expect(screen.getByRole('alert')).toHaveTextContent(
      'You asked for it yourself, so somebody else must approve it: ask another owner.',
    );
  });

  it('tells afterwards who has approved it', async () => {
    answerLog('x\n');
    renderPanel(
      aDeployment({
        approval: {
          required: true,
          decision: 'approved',
          decidedBy: 'user:default/grace',
          decidedAt: '2026-03-01T11:00:30.000Z',
        },
      }),
    );
    expect(await screen.findByText(/approved by/)).toHaveTextContent(
      /approved by grace/,
    );
  });

  it('is not said to have failed when it was rejected', async () => {
    answerLog('x\n');
    renderPanel(
      aDeployment({
        status: 'rejected',
        approval: { required: true, decision: 'rejected' },
        failure: {
          step: 'approve',
          message: 'Rejected by user:default/grace: too early',
        },
        steps: [
          aStep({
            name: 'approve',
            status: 'cancelled',
            message: 'Rejected by user:default/grace: too early',
          }),
          aStep({ name: 'start', status: 'cancelled', startedAt: undefined }),
        ],
      }),
    );
    const banner = await screen.findByRole('alert');
    expect(banner).toHaveTextContent(
      /^Not approvedRejected by grace: too early/,
    );
    expect(
      within(banner).queryByRole('button', { name: 'Open log' }),
    ).not.toBeInTheDocument();
    const steps = screen.getByRole('list', { name: 'Steps' });
    expect(steps).toHaveTextContent(/^approve Not approved [^R]*start Skipped/);
    expect(screen.queryByText('Cancelled')).toBeNull();
    // Its outcome, the banner, and the step.
    expect(screen.getAllByText('Not approved')).toHaveLength(3);
  });
});

it('shows the step that was asked for', async () => {
  answerLog('tested\n');
  const { onShowStep } = renderPanel(running, 'test');
  expect(
    await screen.findByRole('log', { name: 'Log of test' }),
  ).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: /^train/ }));
  expect(onShowStep).toHaveBeenCalledWith('train');
});

it('says when a step printed nothing', async () => {
  answerLog('');
  renderPanel(running, 'test');
  expect(
    await screen.findByText('Step test ended without printing a line.'),
  ).toBeInTheDocument();
});

it('shows its shape while loading', async () => {
  server.use(answerNever(operations.getDeployment));
  renderModels(
    <DeploymentPanel
      id="x"
      isLive={() => false}
      step={undefined}
      onShowStep={() => {}}
      onOpen={() => {}}
      onClose={() => {}}
    />,
  );
  expect(
    await screen.findByRole('status', { name: 'Loading the deployment' }),
  ).toBeInTheDocument();
});

it('says what went wrong', async () => {
  server.use(
    answerError(operations.getDeployment, 404, 'There is no deployment x'),
  );
  renderModels(
    <DeploymentPanel
      id="x"
      isLive={() => false}
      step={undefined}
      onShowStep={() => {}}
      onOpen={() => {}}
      onClose={() => {}}
    />,
  );
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'There is no deployment x',
  );
});

describe('a deployment whose canary is held', () => {
  const held = aDeployment({
    status: 'held',
    requestedBy: 'user:default/ada',
    endedAt: undefined,
    currentStep: 'canary',
    progress: 0.9,
    canary: aCanary(),
    hold: {
      reason: 'not measured: none of its answers was timed',
      since: '2026-06-01T10:00:00Z',
    },
    steps: [
      aStep({ name: 'smoke', kind: 'release' }),
      aStep({
        name: 'canary',
        kind: 'release',
        status: 'running',
        endedAt: undefined,
        lastSeconds: undefined,
      }),
    ],
  });

  beforeEach(() => {
    answerLog('x\n');
    server.use(
      answer(
        operations.getModelStatus,
        aModelStatus({
          environments: [anEnvironmentStatus({ liveVersion: 2 })],
        }),
      ),
    );
  });

  it('says why, what goes on meanwhile, and shows no progress', async () => {
    renderPanel(held);
    const banner = await screen.findByRole('alert');
    expect(banner).toHaveTextContent(
      'The canary of version 3 in production is held: it could not be judged',
    );
    expect(banner).toHaveTextContent(
      'ada asked for it. It gets no requests until somebody else decides or it can be judged. When it was held: not measured: none of its answers was timed.',
    );
    const steps = screen.getByRole('list', { name: 'Steps' });
    expect(within(steps).getAllByRole('listitem')[1]).toHaveTextContent(
      /^canary Held/,
    );
    expect(
      screen.queryByRole('progressbar', { name: 'Deployment' }),
    ).not.toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  const shadow = { maxDisagreement: 0.2, tolerance: 0.05 };
  const asShadow = {
    ...held,
    currentStep: 'shadow',
    canary: { ...aCanary(), weights: [], shadow },
    comparison: aCanaryComparison({ weight: 0 }),
  };

  it('calls a shadow by its name, which gets copies meanwhile', async () => {
    renderPanel(asShadow);
    const banner = await screen.findByRole('alert');
    expect(banner).toHaveTextContent(
      'The shadow of version 3 in production is held: it could not be judged',
    );
    expect(banner).toHaveTextContent(
      'It goes on to get a copy of each request, and is watched, until somebody else decides or it can be judged.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Put back' }));
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'Version 3 is stopped, and version 2 goes on as it is.',
    );
  });

  it('says that its model asks for a person, who is waited for in any case', async () => {
    renderPanel({
      ...asShadow,
      canary: { ...asShadow.canary, gate: 'manual' },
      hold: {
        ...held.hold,
        since: '2026-06-01T10:00:00Z',
        reason: 'the model asks that a person decides (gate: manual); it kept',
      },
    });
    const banner = await screen.findByRole('alert');
    expect(banner).toHaveTextContent(
      'Version 3 in production is held: its model asks that a person decides',
    );
    expect(banner).toHaveTextContent(
      'until somebody else decides. When it was held: the model asks that a person decides (gate: manual); it kept.',
    );
  });

  it('shows what the decision is made by, where it was looked at', async () => {
    renderPanel({ ...held, comparison: aCanaryComparison() });
    expect(
      await screen.findByRole('table', { name: 'Version 3 beside version 2' }),
    ).toBeInTheDocument();
  });

  it.each([
    [
      'Release',
      'approved',
      'Version 3 takes over all requests from version 2, which stays ready',
    ],
    [
      'Put back',
      'rejected',
      'Version 3 is stopped, and version 2 answers all requests again.',
    ],
  ])('asks before it takes: %s', async (act, decision, outcome) => {
    const decided = new Promise(resolve => {
      server.use(
        http.post(
          `${TEST_API_URL}${operations.decideHold.path}`,
          async ({ request, params }) => {
            resolve({ ...params, body: await request.json() });
            return HttpResponse.json(held);
          },
        ),
      );
    });
    renderPanel(held);
    await userEvent.click(await screen.findByRole('button', { name: act }));
    const dialog = screen.getByRole('dialog', {
      name: `${act} version 3 in production?`,
    });
    await waitFor(() => expect(dialog).toHaveTextContent(outcome));
    await userEvent.click(
      within(dialog).getByRole('button', { name: `${act} version 3` }),
    );
    expect(await decided).toMatchObject({
      id: held.id,
      body: { decision },
    });
  });

  it('says of one that somebody put back that it was, and not that nobody approved it', async () => {
    renderPanel(
      aDeployment({
        ...held,
        status: 'rejected',
        currentStep: 'canary',
        failure: {
          step: 'canary',
          message: 'Put back by user:default/grace. It had been held: few.',
          stillServing: 'Version 2 took all requests in production back.',
        },
        steps: [
          aStep({
            name: 'canary',
            kind: 'release',
            status: 'cancelled',
            message: 'Put back by user:default/grace. It had been held: few.',
          }),
          aStep({
            name: 'traffic',
            kind: 'release',
            status: 'cancelled',
            startedAt: undefined,
            endedAt: undefined,
          }),
        ],
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /^Put backPut back by grace\. It had been held: few\..*took all requests in production back/,
    );
    const [canary, traffic] = within(
      screen.getByRole('list', { name: 'Steps' }),
    ).getAllByRole('listitem');
    expect(canary).toHaveTextContent(/^canary Put back/);
    expect(traffic).toHaveTextContent(/^traffic Skipped/);
    expect(screen.queryByText('Not approved')).toBeNull();
  });
});

it('names the shares of an edit of the traffic, and offers no retry of it', async () => {
  renderPanel(
    aDeployment({
      trigger: 'traffic',
      status: 'failed',
      traffic: {
        weights: [
          { version: 3, weight: 80 },
          { version: 2, weight: 20 },
        ],
      },
      failure: { step: 'start', message: 'Version 2 crashed' },
    }),
  );
  expect(
    await screen.findByRole('heading', {
      name: 'Traffic of production: v3 80 %, v2 20 %',
    }),
  ).toBeVisible();
  expect(
    screen.getByText(/edit the traffic of the environment as it is now/),
  ).toBeVisible();
  expect(screen.queryByRole('button', { name: /Retry/ })).toBeNull();
});

it('says of what its own pipeline did that the portal ran nothing', async () => {
  server.use(
    answer(
      operations.getDeployment,
      aDeployment({ trigger: 'observed', requestedBy: undefined, steps: [] }),
    ),
  );
  renderModels(
    <DeploymentPanel
      id="deployment-3"
      isLive={() => true}
      step={undefined}
      onShowStep={() => {}}
      onOpen={() => {}}
      onClose={() => {}}
    />,
    { entity: anMlModelEntity() },
  );
  expect(
    await screen.findByText(/^Learnt from inference records/),
  ).toBeVisible();
  expect(screen.getByText(/^Started/)).toHaveTextContent(
    /^Started .* ago by its own pipeline ·/,
  );
  expect(screen.queryByRole('list', { name: 'Steps' })).toBeNull();
});
