import {
  DeploymentPage,
  DeploymentStatus,
  operations,
  Version,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { QueryClient, useQueryClient } from '@tanstack/react-query';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  answer,
  answerError,
  answerNever,
  TEST_API_URL,
} from '../../__testUtils__/answer';
import {
  aDeployment,
  aDeploymentSummary,
} from '../../__testUtils__/builders/aDeployment';
import {
  aModelStatus,
  anEnvironmentStatus,
  anIdleEnvironment,
} from '../../__testUtils__/builders/aModelStatus';
import { anMlModelEntity } from '../../__testUtils__/builders/anMlModelEntity';
import {
  aVersion,
  aVersionDetail,
} from '../../__testUtils__/builders/aVersion';
import { layOut } from '../../__testUtils__/layOut';
import { renderModels } from '../../__testUtils__/renderModels';
import { operationKey } from '../../api/operationKey';
import { POLL_IDLE_MS } from '../../api/useOperation';
import { VersionsTab } from './VersionsTab';

const newest = aVersion({
  version: 4,
  label: '2026.4',
  metrics: [
    { name: 'roc_auc', value: 0.78, split: 'test', higherIsBetter: true },
  ],
  serving: [{ environment: 'production', weight: 10, state: 'ready' }],
});

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() =>
  server.use(
    answer(operations.getModelStatus, aModelStatus()),
    answer(operations.listVersions, { items: [newest, aVersion()] }),
    answer(operations.listDeployments, { items: [aDeploymentSummary()] }),
    answer(operations.getDeployment, aDeployment()),
    answer(operations.readStepLog, { text: 'x\n', next: 2, complete: true }),
    answer(operations.listTokens, { items: [] }),
    answer(operations.getCommitRange, {}),
  ),
);
afterEach(() => {
  server.resetHandlers();
  layOut(0);
});
afterAll(() => server.close());

function renderTab(url = '/') {
  return renderModels(<VersionsTab />, { url, entity: anMlModelEntity() });
}

it('shows environments in the order of promotion, with their traffic', async () => {
  server.use(
    answer(
      operations.getModelStatus,
      aModelStatus({
        environments: [
          anEnvironmentStatus({ name: 'staging', liveVersion: 4 }),
          anEnvironmentStatus({
            traffic: [
              { version: 4, weight: 10, state: 'ready' },
              { version: 3, weight: 90, state: 'ready' },
              { version: 2, weight: 0, state: 'ready' },
            ],
          }),
        ],
      }),
    ),
  );
  renderTab();
  const production = await screen.findByRole('region', { name: 'production' });
  const shares = within(production).getAllByRole('listitem');
  expect(shares.map(share => share.textContent)).toEqual([
    'v3 90 %Ready',
    'v4 10 %Ready',
    'v2 kept warmReady',
  ]);
  const promote = screen.getByRole('button', {
    name: 'Promote v4 to production',
  });
  const staging = screen.getByRole('region', { name: 'staging' });
  expect(staging.compareDocumentPosition(promote)).toBe(
    Node.DOCUMENT_POSITION_FOLLOWING,
  );
});

it('promotes through the dialog', async () => {
  server.use(answerError(operations.getRepository, 404, 'No repository'));
  renderTab();
  await userEvent.click(
    await screen.findByRole('button', {
      name: 'Promote v4 to production',
    }),
  );
  expect(
    await screen.findByRole('button', {
      name: 'Deploy version 4 to production',
    }),
  ).toBeInTheDocument();
});

it.each([
  ['Deploy', /version 4 to/],
  ['Deploy version 3', /version 3 to/],
])('opens the dialog by the button %s, with its version', async (name, act) => {
  server.use(answerError(operations.getRepository, 404, 'No repository'));
  renderTab();
  await userEvent.click(await screen.findByRole('button', { name }));
  const dialog = await screen.findByRole('dialog');
  expect(
    await within(dialog).findByRole('button', { name: act }),
  ).toBeInTheDocument();
});

it('shows versions with their metrics against the live one', async () => {
  renderTab();
  const table = await screen.findByRole('table', { name: 'Versions' });
  // Which version is live comes with another answer.
  await within(table).findByText('0.016 better');
  const [, first, live] = within(table).getAllByRole('row');
  expect(first).toHaveTextContent('v42026.4');
  expect(first).toHaveTextContent('Canary 10 % in production');
  expect(first).toHaveTextContent('0.780.016 better');
  expect(live).toHaveTextContent('Live in production');
  expect(live).not.toHaveTextContent('better');
  expect(within(table).getByRole('caption')).toHaveTextContent(
    /^Metrics are compared with those of version 3, which is live in production\.$/,
  );
});

it('names nothing that metrics are compared with where nothing is live', async () => {
  server.use(
    answer(
      operations.getModelStatus,
      aModelStatus({
        environments: [anEnvironmentStatus({ liveVersion: undefined })],
      }),
    ),
  );
  renderTab();
  const caption = await screen.findByRole('caption');
  await screen.findByRole('region', { name: 'production' });
  expect(caption).toBeEmptyDOMElement();
});

it('shows metrics and where a promotion leads in little room, too', async () => {
  layOut(521);
  renderTab();
  const table = await screen.findByRole('table', { name: 'Versions' });
  await within(table).findByText('0.016 better');
  expect(
    within(table)
      .getAllByRole('columnheader')
      .map(header => header.textContent),
  ).toEqual(['Compare', 'Version, state', 'Metrics', 'Action']);
  const [, first] = within(table).getAllByRole('row');
  expect(first).toHaveTextContent('roc_auc 0.780.016 better');
  expect(
    await screen.findByText('Promote v4 to production'),
  ).toBeInTheDocument();
});

it('breaks long names of metrics and subjects of commits, and cuts neither', async () => {
  layOut(860);
  server.use(
    answer(operations.listVersions, {
      items: [
        aVersion({
          metrics: [
            { name: 'balanced_accuracy', value: 0.7, higherIsBetter: true },
          ],
        }),
      ],
    }),
  );
  renderTab();
  const table = await screen.findByRole('table', { name: 'Versions' });
  const whole = { whiteSpace: 'normal', textOverflow: '' };
  const head = within(table).getByRole('columnheader', {
    name: 'balanced_accuracy',
  });
  expect(head).toHaveStyle(whole);
  expect(head.querySelectorAll('wbr')).toHaveLength(1);
  expect(within(table).getByText(/Add wind speed/)).toHaveStyle(whole);
  expect(within(table).getByText(/took 48 s, Ann/)).toHaveStyle(whole);
});

it('ticks no more than the two that it compares', async () => {
  server.use(
    answer(operations.listVersions, {
      items: [5, 4, 3].map(version => aVersion({ version })),
    }),
    answer(operations.getVersion, aVersionDetail()),
  );
  renderTab('/?compare=5,4,3');
  await screen.findByRole('checkbox', { name: 'Compare version 5' });
  expect(screen.getAllByRole('checkbox', { checked: true })).toHaveLength(2);
});

it('calls no version better that was measured on other data', async () => {
  server.use(
    answer(operations.listVersions, {
      items: [{ ...newest, dataDigest: 'sha256:march' }, aVersion()],
    }),
  );
  renderTab();
  const table = await screen.findByRole('table', { name: 'Versions' });
  expect(await within(table).findByText('0.016 more')).toHaveAttribute(
    'title',
    '0.016 more than live version 3, which may be of other test data',
  );
  expect(
    screen.getByText(
      /may be of other test data, too, so none is called better/,
    ),
  ).toBeInTheDocument();
});

it('lists older versions when asked', async () => {
  server.use(
    http.get(`${TEST_API_URL}${operations.listVersions.path}`, ({ request }) =>
      HttpResponse.json(
        new URL(request.url).searchParams.get('cursor') === 'older'
          ? { items: [aVersion({ version: 1 })] }
          : { items: [newest, aVersion()], nextCursor: 'older' },
      ),
    ),
  );
  renderTab();
  await userEvent.click(
    await screen.findByRole('button', { name: 'Show older versions' }),
  );
  expect(
    await screen.findByRole('checkbox', { name: 'Compare version 1' }),
  ).toBeInTheDocument();
  expect(
    screen.queryByRole('button', { name: 'Show older versions' }),
  ).toBeNull();
});

const deploymentsFrom = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) =>
    aDeploymentSummary({ id: `deployment-${first + index}` }),
  );

/** Answers by what is asked: a filter, or a cursor. */
function answerDeployments(find: (query: URLSearchParams) => DeploymentPage) {
  server.use(
    http.get(
      `${TEST_API_URL}${operations.listDeployments.path}`,
      ({ request }) =>
        HttpResponse.json(find(new URL(request.url).searchParams)),
    ),
  );
}

it('shows a page of deployments at a time, and says which is live now', async () => {
  answerDeployments(query =>
    query.get('cursor') === 'older'
      ? { items: deploymentsFrom(51, 60) }
      : { items: deploymentsFrom(1, 50), nextCursor: 'older' },
  );
  server.use(
    answer(
      operations.getModelStatus,
      aModelStatus({
        environments: [
          anEnvironmentStatus({ liveDeploymentId: 'deployment-60' }),
        ],
      }),
    ),
  );
  renderTab();
  const list = await screen.findByRole('list', { name: 'Deployments' });
  expect(await within(list).findAllByText('Was live')).toHaveLength(8);
  const older = { name: 'Show older deployments' };
  await userEvent.click(screen.getByRole('button', older));
  expect(within(list).getAllByText('Was live')).toHaveLength(50);
  await userEvent.click(screen.getByRole('button', older));
  expect(await screen.findByText('Live now')).toBeInTheDocument();
  // However many there are: one page of them is in the document.
  expect(screen.getAllByText('Was live')).toHaveLength(9);
  expect(screen.queryByRole('button', older)).toBeNull();
  await userEvent.click(
    screen.getByRole('button', { name: 'Show the newest' }),
  );
  expect(await screen.findAllByText('Was live')).toHaveLength(8);
});

it('shows the page of deployments that its address names', async () => {
  answerDeployments(query =>
    query.get('cursor') === 'older'
      ? { items: [aDeploymentSummary({ id: 'old', status: 'failed' })] }
      : { items: deploymentsFrom(1, 50), nextCursor: 'older' },
  );
  renderTab('/?olderThan=older&deployment=none');
  const list = await screen.findByRole('list', { name: 'Deployments' });
  expect(within(list).getByText('Failed')).toBeInTheDocument();
  expect(within(list).getAllByRole('listitem')).toHaveLength(1);
});

it('does not call past what went live since the page last asked what is', async () => {
  answerDeployments(() => ({
    items: [
      aDeploymentSummary({
        id: 'deployment-4',
        endedAt: '2026-03-01T11:01:05.000Z',
      }),
      aDeploymentSummary(),
    ],
  }));
  renderTab();
  const list = await screen.findByRole('list', { name: 'Deployments' });
  expect(await within(list).findByText('Live now')).toBeInTheDocument();
  expect(within(list).getByText('Went live')).toBeInTheDocument();
  expect(within(list).queryByText('Was live')).toBeNull();
});

it('lists deployments to an environment, and with an outcome', async () => {
  const failed = aDeploymentSummary({ id: 'failed', status: 'failed' });
  answerDeployments(query => ({
    items: query.has('status')
      ? [failed].filter(() => query.get('environment') === 'production')
      : deploymentsFrom(1, 8),
  }));
  renderTab('/?outcome=failed&deployedTo=production');
  const list = await screen.findByRole('list', { name: 'Deployments' });
  expect(await within(list).findByText('Failed')).toBeInTheDocument();
  await choose('Environment', 'staging');
  expect(await screen.findByText('No such deployments')).toBeInTheDocument();
  await choose('Outcome', 'any');
  expect(
    await screen.findAllByRole('button', { name: /v3 to production/ }),
  ).toHaveLength(8);
});

it('tells failed pushes apart, and explains the last of them in one place', async () => {
  const [last, before] = ['b', 'a'].map(digit =>
    aDeploymentSummary({
      id: `push-${digit}`,
      status: 'failed',
      trigger: 'push',
      version: undefined,
      commit: { sha: digit.repeat(40), message: `Try ${digit}\n\nAt length.` },
    }),
  );
  server.use(
    answer(operations.listDeployments, { items: [last, before] }),
    answer(
      operations.getModelStatus,
      aModelStatus({
        environments: [anEnvironmentStatus({ lastDeployment: last })],
      }),
    ),
    answer(
      operations.getDeployment,
      aDeployment({
        ...last,
        failure: {
          step: 'train',
          message: 'Step train ended with exit code 1.',
          stillServing: 'Version 3 went on serving production.',
        },
      }),
    ),
  );
  renderTab('/?deployment=none');
  const list = await screen.findByRole('list', { name: 'Deployments' });
  const [first, second] = within(list).getAllByRole('listitem');
  expect(first).toHaveTextContent(/bbbbbbb Try b(?! At)/);
  expect(second).toHaveTextContent(/aaaaaaa Try a(?! At)/);
  const production = await screen.findByRole('region', { name: 'production' });
  await userEvent.click(
    within(production).getByRole('button', { name: 'Build failed' }),
  );
  expect(
    within(list).getByRole('button', { pressed: true }).parentElement,
  ).toHaveTextContent('bbbbbbb');
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Version 3 went on serving production.',
  );
  expect(
    screen.getAllByText(/version 3 (went on|still|keeps) serv/i),
  ).toHaveLength(1);
});

it('finds the deployments that were not approved, or put back', async () => {
  const refused = aDeploymentSummary({ id: 'refused', status: 'rejected' });
  const putBack = aDeploymentSummary({
    id: 'put-back',
    status: 'rejected',
    currentStep: 'canary',
  });
  answerDeployments(query => ({
    items:
      query.get('status') === 'rejected'
        ? [refused, putBack]
        : deploymentsFrom(1, 8),
  }));
  renderTab();
  await choose('Outcome', 'Not approved, put back');
  const list = await screen.findByRole('list', { name: 'Deployments' });
  expect(await within(list).findByText('Not approved')).toBeInTheDocument();
  expect(within(list).getByText('Put back')).toBeInTheDocument();
  expect(within(list).getAllByRole('listitem')).toHaveLength(2);
});

it('lists what has become of a deployment, without being asked', async () => {
  let status: DeploymentStatus = 'smoke';
  answerDeployments(() => ({ items: [aDeploymentSummary({ status })] }));
  renderTab('/?deployment=none');
  const list = await screen.findByRole('list', { name: 'Deployments' });
  expect(await within(list).findByText('Smoke test')).toBeInTheDocument();
  status = 'cancelled';
  expect(await within(list).findByText('Cancelled')).toBeInTheDocument();
});

async function choose(field: string, option: string): Promise<void> {
  await userEvent.click(await screen.findByLabelText(field));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

it('compares two versions', async () => {
  server.use(
    http.get(`${TEST_API_URL}${operations.getVersion.path}`, ({ params }) =>
      HttpResponse.json(
        params.version === '3'
          ? aVersionDetail({ version: 3 })
          : aVersionDetail({
              ...newest,
              framework: { name: 'scikit-learn', version: '1.7.0' },
            }),
      ),
    ),
  );
  renderTab();
  await userEvent.click(
    await screen.findByRole('checkbox', { name: 'Compare version 4' }),
  );
  await userEvent.click(
    screen.getByRole('checkbox', { name: 'Compare version 3' }),
  );
  const table = await screen.findByRole('table', { name: 'Comparison' });
  expect(
    screen.getByRole('region', { name: 'Version 3 against version 4' }),
  ).toHaveFocus();
  expect(
    within(table).getByRole('row', {
      name: 'Framework scikit-learn 1.6.1 scikit-learn 1.7.0',
    }),
  ).toBeInTheDocument();
  expect(
    within(table).getByRole('row', { name: /Signature 1 inputs.*The same/ }),
  ).toBeInTheDocument();
});

it('ends what it says of a deployment with who asked for it', async () => {
  renderTab();
  const list = await screen.findByRole('list', { name: 'Deployments' });
  expect(list).toHaveTextContent(/ in the portal, took 1 min, by guest$/);
});

function renderTabWithClient(): QueryClient {
  const clients: QueryClient[] = [];
  function Client() {
    clients.push(useQueryClient());
    return null;
  }
  renderModels(
    <>
      <VersionsTab />
      <Client />
    </>,
    { entity: anMlModelEntity() },
  );
  return clients[0];
}

it.each([
  [
    'versions where the status tells anew what serves',
    operations.listVersions,
    operations.getModelStatus,
    aModelStatus({
      environments: [
        anEnvironmentStatus({
          traffic: [{ version: 3, weight: 100, state: 'starting' }],
        }),
      ],
    }),
  ],
  [
    'status where the versions tell anew what serves',
    operations.getModelStatus,
    operations.listVersions,
    { pages: [{ items: [aVersion({ serving: [] })] }], pageParams: [null] },
  ],
])('reads the %s', async (_, read, changed, told) => {
  const client = renderTabWithClient();
  await screen.findByRole('region', { name: 'production' });
  await screen.findByRole('checkbox', { name: 'Compare version 4' });
  await screen.findByRole('list', { name: 'Deployments' });
  const outdated = jest.spyOn(client, 'invalidateQueries');
  client.setQueriesData({ queryKey: operationKey(changed) }, told);
  await waitFor(() =>
    expect(outdated).toHaveBeenCalledWith({ queryKey: operationKey(read) }),
  );
});

it('opens the deployment under way by itself', async () => {
  const summary = aDeploymentSummary({
    id: 'running',
    status: 'building',
    endedAt: undefined,
  });
  server.use(
    answer(operations.listDeployments, { items: [summary] }),
    answer(operations.getDeployment, aDeployment(summary)),
  );
  renderTab();
  expect(
    await screen.findByRole('list', { name: 'Steps' }),
  ).toBeInTheDocument();
});

it('leaves the deployment that one watches open when it ends', async () => {
  let status: DeploymentStatus = 'awaiting-approval';
  answerDeployments(() => ({ items: [aDeploymentSummary({ status })] }));
  renderTab();
  await screen.findByRole('list', { name: 'Steps' });
  status = 'cancelled';
  const list = screen.getByRole('list', { name: 'Deployments' });
  expect(await within(list).findByText('Cancelled')).toBeInTheDocument();
  expect(screen.getByRole('list', { name: 'Steps' })).toBeInTheDocument();
});

it('keeps a finished deployment closed until one opens it', async () => {
  renderTab();
  const deployments = await screen.findByRole('list', { name: 'Deployments' });
  expect(screen.queryByRole('list', { name: 'Steps' })).toBeNull();
  await userEvent.click(
    within(deployments).getByRole('button', { name: /v3 to production/ }),
  );
  expect(
    await screen.findByRole('list', { name: 'Steps' }),
  ).toBeInTheDocument();
  await userEvent.click(
    screen.getByRole('button', { name: 'Close the deployment' }),
  );
  expect(screen.queryByRole('list', { name: 'Steps' })).toBeNull();
});

it('says what to do before the first version', async () => {
  server.use(
    answer(operations.listVersions, { items: [] }),
    answer(operations.listDeployments, { items: [] }),
  );
  renderTab();
  expect(await screen.findByText('No versions yet')).toBeInTheDocument();
  expect(await screen.findByText('No deployments yet')).toBeInTheDocument();
});

it('shows its shape while loading', async () => {
  server.use(
    answerNever(operations.getModelStatus),
    answerNever(operations.listVersions),
    answerNever(operations.listDeployments),
  );
  renderTab();
  for (const what of ['environments', 'versions', 'deployments']) {
    expect(
      await screen.findByRole('status', { name: `Loading the ${what}` }),
    ).toBeInTheDocument();
  }
});

it('shows what it can when one part fails', async () => {
  server.use(answerError(operations.listVersions, 500, 'The disk is full'));
  renderTab();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Could not load the versions',
  );
  expect(
    await screen.findByRole('region', { name: 'production' }),
  ).toBeInTheDocument();
});

it('makes a token for what the link that led here was about', async () => {
  renderTab('/?newToken=git');
  const dialog = await screen.findByRole('dialog', {
    name: 'New token',
  });
  expect(dialog).toHaveTextContent('The password of git push');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  // Known by now: the portal holds the model's code.
  await screen.findByRole('region', { name: 'production' });
  await userEvent.click(screen.getByRole('button', { name: 'New token' }));
  expect(await screen.findByRole('dialog')).toHaveTextContent(
    'The password of git push',
  );
});

it('makes a token for records where another service hosts the code', async () => {
  server.use(
    answer(operations.getModelStatus, aModelStatus({ hostedElsewhere: true })),
  );
  renderTab();
  await screen.findByRole('region', { name: 'production' });
  await userEvent.click(screen.getByRole('button', { name: 'New token' }));
  expect(await screen.findByRole('dialog')).not.toHaveTextContent(
    'The password of git push',
  );
});

it('tells how to begin where there is no deployment', async () => {
  server.use(answer(operations.listDeployments, { items: [] }));
  renderTab();
  expect(await screen.findByText(/^Press Deploy, or push/)).toBeInTheDocument();
});

it('keeps long names of environments and metrics in their place', async () => {
  layOut(521);
  renderTab();
  const table = await screen.findByRole('table', { name: 'Versions' });
  const broken = { whiteSpace: 'normal' };
  const state = within(table).getByText('Canary 10 % in production');
  expect(state.parentElement).toHaveStyle(broken);
  const [, row] = within(table).getAllByRole('row');
  expect(within(row).getAllByRole('cell')[1]).toHaveStyle(broken);
  const filter = await screen.findByLabelText('Environment');
  expect(filter.closest('.MuiTextField-root')).toHaveStyle({
    maxWidth: '100%',
  });
});

it('says what is missing where nothing can be deployed', async () => {
  server.use(
    answer(
      operations.getModelStatus,
      aModelStatus({
        environments: [anEnvironmentStatus({ liveVersion: undefined })],
        cloneUrl: undefined,
        latestVersion: undefined,
      }),
    ),
    answer(operations.listVersions, { items: [] }),
    answer(operations.listDeployments, { items: [] }),
  );
  renderTab();
  expect(await screen.findByText('Nothing to deploy yet')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Deploy' })).toBeNull();
  expect(screen.queryByText('No versions yet')).toBeNull();
  expect(await screen.findByText('No deployments yet')).toBeInTheDocument();
  expect(screen.queryByText(/Press Deploy/)).toBeNull();
});

it('says in its row who approved a deployment', async () => {
  server.use(
    answer(operations.listDeployments, {
      items: [
        aDeploymentSummary({
          trigger: 'rollback',
          approval: {
            required: true,
            decision: 'approved',
            decidedBy: 'user:default/grace',
            carriedFrom: 'deployment-1',
          },
        }),
      ],
    }),
  );
  renderTab();
  const list = await screen.findByRole('list', { name: 'Deployments' });
  expect(list).toHaveTextContent(
    /approved by grace, with an earlier deployment of this version/,
  );
});

it('says that a version stops where nothing is live and nothing is deployed', async () => {
  const serving = [
    { environment: 'staging', weight: 0, state: 'ready' as const },
    { environment: 'production', weight: 0, state: 'ready' as const },
  ];
  server.use(
    answer(operations.listVersions, { items: [aVersion({ serving })] }),
    answer(
      operations.getModelStatus,
      aModelStatus({
        environments: [
          {
            ...anIdleEnvironment('staging'),
            activeDeployment: aDeploymentSummary({ status: 'smoke' }),
          },
          anIdleEnvironment('production'),
        ],
      }),
    ),
  );
  renderTab();
  expect(await screen.findByText('Stopping in production')).toBeInTheDocument();
  expect(screen.getByText('Warm in staging')).toBeInTheDocument();
});

it('says by itself that what was stopped has ended', async () => {
  let serving: Version['serving'] = [
    { environment: 'production', weight: 0, state: 'ready' },
  ];
  server.use(
    http.get(`${TEST_API_URL}${operations.listVersions.path}`, () =>
      HttpResponse.json({ items: [aVersion({ serving })] }),
    ),
    answer(
      operations.getModelStatus,
      aModelStatus({ environments: [anIdleEnvironment('production')] }),
    ),
  );
  const client = renderTabWithClient();
  await screen.findByRole('list', { name: 'Deployments' });
  expect(await screen.findByText('Stopping in production')).toBeInTheDocument();
  // What is read as the page begins tells nothing new.
  await waitFor(() => expect(client.isFetching()).toBe(0));
  serving = [];
  expect(
    await screen.findByText(
      'Serves nowhere',
      {},
      { timeout: POLL_IDLE_MS / 2 },
    ),
  ).toBeInTheDocument();
});

it('says where a version waits for approval, and not that it serves nowhere', async () => {
  server.use(
    answer(operations.listVersions, { items: [aVersion({ serving: [] })] }),
    answer(
      operations.getModelStatus,
      aModelStatus({
        environments: [
          {
            ...anIdleEnvironment('production'),
            activeDeployment: aDeploymentSummary({
              status: 'awaiting-approval',
            }),
          },
        ],
      }),
    ),
  );
  renderTab();
  expect(
    await screen.findByText('Waits for approval in production'),
  ).toBeInTheDocument();
  expect(screen.queryByText('Serves nowhere')).toBeNull();
});

it('says of a rejected deployment that it was not approved, and not that it took its time', async () => {
  server.use(
    answer(operations.listDeployments, {
      items: [
        aDeploymentSummary({
          status: 'rejected',
          createdAt: '2026-03-01T08:00:00.000Z',
          endedAt: '2026-03-01T08:02:40.015Z',
          approval: {
            required: true,
            decision: 'rejected',
            decidedBy: 'user:default/grace',
            waitedSeconds: 160,
          },
        }),
      ],
    }),
  );
  renderTab();
  const list = await screen.findByRole('list', { name: 'Deployments' });
  expect(within(list).getByText('Not approved')).toBeInTheDocument();
  expect(list).toHaveTextContent(/waited 2 min 40 s for it$/);
  expect(list).not.toHaveTextContent(/took/);
});

it('tells what a deployment took from what it waited for a person', async () => {
  server.use(
    answer(operations.listDeployments, {
      items: [
        aDeploymentSummary({
          createdAt: '2026-03-01T08:00:00.000Z',
          endedAt: '2026-03-01T11:01:00.000Z',
          approval: {
            required: true,
            decision: 'approved',
            decidedBy: 'user:default/grace',
            decidedAt: '2026-03-01T11:00:30.000Z',
            waitedSeconds: 3 * 3_600,
          },
        }),
      ],
    }),
  );
  renderTab();
  const list = await screen.findByRole('list', { name: 'Deployments' });
  expect(list).toHaveTextContent(/took 1 min/);
  expect(list).toHaveTextContent(/approved by grace .*, waited 3 h for it$/);
});

it('opens a deployment from anywhere on its entry but its links', async () => {
  renderTab('/?deployment=none');
  const list = await screen.findByRole('list', { name: 'Deployments' });
  const [entry] = within(list).getAllByRole('listitem');
  // What covers the entry is as large as the nearest that is positioned.
  expect(entry).toHaveStyle({ position: 'relative' });
  expect(within(entry).getByRole('button')).toHaveStyle({ position: 'static' });
  expect(within(entry).getByRole('link', { name: /guest/ })).toHaveStyle({
    position: 'relative',
    zIndex: '1',
  });
});

it('says where versions and history come from that its own pipeline deploys', async () => {
  server.use(
    answer(
      operations.getModelStatus,
      aModelStatus({
        serving: { runtime: 'external' },
        environments: [anEnvironmentStatus({ liveVersion: undefined })],
      }),
    ),
    answer(operations.listVersions, { items: [] }),
    answer(operations.listDeployments, { items: [] }),
  );
  const { spec } = anMlModelEntity();
  renderModels(<VersionsTab />, {
    entity: anMlModelEntity({
      spec: { ...spec, serving: { runtime: 'external' } },
    }),
  });
  expect(
    await screen.findByText(/^They are listed with the first inference record/),
  ).toBeInTheDocument();
  expect(
    await screen.findByText(/^They are learnt from inference records/),
  ).toBeInTheDocument();
  expect(screen.queryByText(/Press Deploy/)).toBeNull();
});
