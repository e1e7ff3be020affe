import {
  deployPermission,
  EnvironmentStatus,
  ModelPermission,
  operations,
  rollBackPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { useLocation } from 'react-router-dom';
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
import { aFailingVerdict } from '../../__testUtils__/builders/aVerdict';
import { aVersion } from '../../__testUtils__/builders/aVersion';
import { renderModels } from '../../__testUtils__/renderModels';
import { EntityModel } from '../EntityModel/entityModel';
import { DeployButton } from './DeployButton';
import { DeployDialog, DeployDialogProps } from './DeployDialog';

const model: EntityModel = {
  modelRef: 'mlmodel:default/flight-delay',
  namespace: 'default',
  name: 'flight-delay',
  title: 'Flight delay risk',
  ownerRefs: ['group:default/flight-ops-ds'],
  systemRefs: [],
  slices: [],
};
const head = { sha: 'b'.repeat(40), message: 'Tune depth', author: 'Ann' };

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() =>
  server.use(
    answer(operations.getModelStatus, aModelStatus()),
    answer(operations.listVersions, {
      items: [aVersion({ version: 4, serving: [] }), aVersion()],
    }),
    answer(operations.getRepository, {
      cloneUrl: 'http://localhost/x.git',
      defaultBranch: 'main',
      commits: [head],
    }),
    answer(operations.listDeployments, {
      items: [aDeployment({ environment: 'staging' })],
    }),
    answer(operations.getDeployment, aDeployment()),
  ),
);
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function answerEnvironments(...environments: EnvironmentStatus[]): void {
  server.use(answer(operations.getModelStatus, aModelStatus({ environments })));
}

function Where() {
  const { pathname, search } = useLocation();
  return <p>{`at ${pathname}${search}`}</p>;
}

function renderDialog(
  props: Partial<DeployDialogProps> = {},
  refused?: ModelPermission[],
) {
  const onClose = jest.fn();
  renderModels(
    <>
      <DeployDialog model={model} onClose={onClose} {...props} />
      <Where />
    </>,
    { refused },
  );
  return onClose;
}

function answerRequest(): Promise<unknown> {
  return new Promise(resolve => {
    server.use(
      http.post(
        `${TEST_API_URL}${operations.requestDeployment.path}`,
        async ({ request }) => {
          resolve(await request.json());
          return HttpResponse.json(aDeployment({ id: 'new' }), { status: 201 });
        },
      ),
    );
  });
}

it.each([
  [
    'deploy',
    deployPermission,
    undefined,
    /^Deploy bbbbbbb/,
    'You may not deploy Flight delay risk.',
  ],
  [
    'roll back',
    rollBackPermission,
    2,
    /^Roll back to version 2/,
    'You may not roll Flight delay risk back.',
  ],
])(
  'does not let everyone %s',
  async (_, permission, version, name, refusal) => {
    server.use(
      answer(operations.listVersions, {
        items: [aVersion(), aVersion({ version: 2, serving: [] })],
      }),
      answer(operations.listDeployments, {
        items: [aDeployment({ environment: 'staging', version: 2 })],
      }),
    );
    const source =
      version === undefined
        ? undefined
        : ({ kind: 'version', version } as const);
    renderDialog({ source }, [permission]);
    const act = await screen.findByRole('button', { name });
    await waitFor(() => expect(act).toBeDisabled());
    expect(act.parentElement).toHaveAttribute(
      'title',
      `${refusal} Its owners can: ask flight-ops-ds.`,
    );
  },
);

it('opens for who may deploy or roll back', async () => {
  renderModels(<DeployButton model={model} />, { refused: [deployPermission] });
  await userEvent.click(await screen.findByRole('button', { name: 'Deploy' }));
  expect(await screen.findByRole('dialog')).toBeInTheDocument();
});

it('opens for nobody else', async () => {
  const refused = [deployPermission, rollBackPermission];
  renderModels(<DeployButton model={model} />, { refused });
  const button = await screen.findByRole('button', { name: 'Deploy' });
  await waitFor(() => expect(button).toBeDisabled());
});

it('says beforehand that somebody else must approve it', async () => {
  answerEnvironments(
    anEnvironmentStatus({
      approval: { required: true, rollbackVersions: [] },
    }),
  );
  renderDialog();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Will wait for the approval of another owner once it is built. Nothing changes in production before that.',
  );
});

it('warns of a version that does badly where it runs already', async () => {
  const traffic = { version: 4, weight: 100, state: 'ready' as const };
  answerEnvironments(
    anEnvironmentStatus({
      name: 'staging',
      liveVersion: 4,
      traffic: [{ ...traffic, restarts: 2 }],
      verdict: aFailingVerdict('Serving 9 % errors'),
    }),
    anEnvironmentStatus(),
  );
  renderDialog({ source: { kind: 'version', version: 4 } });
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent(
    'The service of version 4 has crashed 2 times in staging.',
  );
  expect(alert).toHaveTextContent(
    'Version 4 is failing in staging: Serving 9 % errors.',
  );
});

it('warns of a version whose last deployment failed', async () => {
  const lastDeployment = aDeployment({ status: 'failed', version: 3 });
  answerEnvironments(
    anEnvironmentStatus({ name: 'staging', liveVersion: 2, lastDeployment }),
    anEnvironmentStatus({ liveVersion: 2 }),
  );
  renderDialog({ source: { kind: 'version', version: 3 } });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /^The last deployment of version 3 to staging failed\.$/,
  );
});

it.each([
  ['warns of a commit whose build has failed', head.sha, 1],
  ['warns of no commit for another', 'c'.repeat(40), 0],
])('%s', async (_, sha, alerts) => {
  answerEnvironments(
    anEnvironmentStatus({
      name: 'staging',
      lastDeployment: aDeploymentSummary({
        status: 'failed',
        version: undefined,
        commit: { sha },
      }),
    }),
  );
  renderDialog();
  await screen.findByRole('button', { name: 'Deploy bbbbbbb to staging' });
  expect(
    screen.queryAllByText('The last build of bbbbbbb failed.'),
  ).toHaveLength(alerts);
});

it('says why it cannot tell how long it takes', async () => {
  server.use(answer(operations.listDeployments, { items: [] }));
  renderDialog({ source: { kind: 'version', version: 4 } });
  expect(
    await screen.findByText(
      'How long it takes is not known: nothing like it has gone live there.',
    ),
  ).toBeInTheDocument();
});

it('warns of no version for what another does', async () => {
  answerEnvironments(
    anEnvironmentStatus({
      liveVersion: 4,
      traffic: [
        { version: 4, weight: 100, state: 'ready', restarts: 2 },
        { version: 3, weight: 0, state: 'ready' },
      ],
      verdict: aFailingVerdict(),
    }),
  );
  renderDialog({ source: { kind: 'version', version: 3 } });
  await screen.findByText(/^Version 3, /);
  expect(screen.queryByRole('alert')).toBeNull();
});

it('foretells how long it takes from the same environment', async () => {
  const here = aDeployment({
    id: 'here',
    environment: 'staging',
    endedAt: '2026-03-01T11:00:03.000Z',
  });
  server.use(
    answer(operations.listDeployments, {
      items: [aDeployment({ id: 'there', environment: 'elsewhere' }), here],
    }),
    http.get(`${TEST_API_URL}${operations.getDeployment.path}`, ({ params }) =>
      HttpResponse.json(params.id === 'here' ? here : aDeployment()),
    ),
  );
  renderDialog();
  expect(
    await screen.findByText(
      'It takes about 3 s, going by the last deployment to staging.',
    ),
  ).toBeInTheDocument();
});

it('counts observed versions in when it says which number is next', async () => {
  server.use(
    answer(operations.listVersions, {
      items: [aVersion({ version: 5, origin: 'observed' }), aVersion()],
    }),
  );
  renderDialog();
  expect(await screen.findByText(/packaged as version 6/)).toBeInTheDocument();
});

it('offers the newest commit, says what happens, and shows it happening', async () => {
  const onClose = renderDialog();
  const asked = answerRequest();
  expect(
    await screen.findByText(/^Commit bbbbbbb is tested, trained/),
  ).toBeInTheDocument();
  expect(
    await screen.findByText(
      'It takes about 1 min, going by the last deployment to staging.',
    ),
  ).toBeInTheDocument();
  await userEvent.click(
    screen.getByRole('button', { name: 'Deploy bbbbbbb to staging' }),
  );
  expect(await asked).toEqual({
    environment: 'staging',
    commit: head.sha,
    idempotencyKey: expect.stringMatching(/^portal:/),
  });
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(
    screen.getByText(
      'at /catalog/default/mlmodel/flight-delay/versions?deployment=new',
    ),
  ).toBeInTheDocument();
});

it('deploys a version to the environment it was opened for', async () => {
  renderDialog({
    source: { kind: 'version', version: 4 },
    environment: 'production',
  });
  const asked = answerRequest();
  await userEvent.click(
    await screen.findByRole('button', {
      name: 'Deploy version 4 to production',
    }),
  );
  expect(await asked).toMatchObject({ environment: 'production', version: 4 });
});

it('offers to promote to the environment that it was opened for', async () => {
  answerEnvironments(
    anEnvironmentStatus({ name: 'staging', liveVersion: 4 }),
    anIdleEnvironment('production'),
  );
  renderDialog({ environment: 'production' });
  expect(
    await screen.findByRole('button', {
      name: 'Deploy version 4 to production',
    }),
  ).toBeInTheDocument();
});

it('changes what will happen with what is chosen', async () => {
  renderDialog();
  await userEvent.click(
    await screen.findByRole('radio', { name: 'A version' }),
  );
  for (const [environment, happens] of [
    ['staging', /^Version 4 is live in staging already/],
    ['production', /^Version 4 passes a smoke test in production/],
  ] as const) {
    await userEvent.click(screen.getByRole('button', { name: /Environment/ }));
    await userEvent.click(screen.getByRole('option', { name: environment }));
    expect(await screen.findByText(happens)).toBeInTheDocument();
  }
});

it('deploys the version, or the commit, that is chosen', async () => {
  const older = { sha: 'c'.repeat(40), message: 'Add wind', author: 'Ben' };
  server.use(
    answer(operations.getRepository, {
      cloneUrl: 'http://localhost/x.git',
      defaultBranch: 'main',
      commits: [head, older],
    }),
  );
  renderDialog({ environment: 'staging' });
  await userEvent.click(await screen.findByRole('button', { name: /^Commit/ }));
  await userEvent.click(screen.getByRole('option', { name: /Add wind/ }));
  expect(
    await screen.findByRole('button', { name: 'Deploy ccccccc to staging' }),
  ).toBeInTheDocument();

  await userEvent.click(screen.getByRole('radio', { name: 'A version' }));
  await userEvent.click(screen.getByRole('button', { name: /^Version/ }));
  await userEvent.click(screen.getByRole('option', { name: /^Version 3/ }));
  const asked = answerRequest();
  await userEvent.click(
    await screen.findByRole('button', { name: /version 3 (to|in) staging$/ }),
  );
  expect(await asked).toMatchObject({ environment: 'staging', version: 3 });
});

it('offers versions where the repository cannot be read', async () => {
  server.use(answerError(operations.getRepository, 404, 'No repository'));
  renderDialog();
  expect(
    await screen.findByRole('radio', { name: 'A commit, built first' }),
  ).toBeDisabled();
});

it('keeps open and says why when it is refused', async () => {
  server.use(
    answerError(operations.requestDeployment, 403, 'Ask the owner to do it'),
  );
  const onClose = renderDialog();
  await userEvent.click(
    await screen.findByRole('button', { name: 'Deploy bbbbbbb to staging' }),
  );
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Ask the owner to do it',
  );
  expect(onClose).not.toHaveBeenCalled();
});

it('says when there is nothing to deploy, and asks for no repository that is not there', async () => {
  const asked = jest.fn();
  server.use(
    answer(
      operations.getModelStatus,
      aModelStatus({ cloneUrl: undefined, latestVersion: undefined }),
    ),
    answer(operations.listVersions, { items: [] }),
    http.get(`${TEST_API_URL}${operations.getRepository.path}`, asked),
  );
  const onClose = renderDialog({
    model: { ...model, sourceLocation: 'http://localhost/flights/delay.git' },
  });
  expect(await screen.findByText('Nothing to deploy yet')).toBeInTheDocument();
  expect(
    screen.getByText(/no commit can be read from its repository/),
  ).toHaveTextContent(
    /its repository, http:\/\/localhost\/flights\/delay\.git,.*\. Create that repository and push the code to it/,
  );
  expect(asked).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(onClose).toHaveBeenCalled();
});

it('shows its shape while loading', async () => {
  server.use(answerNever(operations.listVersions));
  renderDialog();
  const dialog = await screen.findByRole('dialog', {
    name: 'Deploy Flight delay risk',
  });
  expect(
    within(dialog).getByRole('status', { name: /^Loading/ }),
  ).toBeInTheDocument();
});

it('says what could not be loaded', async () => {
  server.use(answerError(operations.listVersions, 500, 'The disk is full'));
  renderDialog();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The disk is full',
  );
});
