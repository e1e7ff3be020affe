import {
  EnvironmentStatus,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, within } from '@testing-library/react';
import { setupServer } from 'msw/node';
import {
  answer,
  answerError,
  answerNever,
} from '../../../__testUtils__/answer';
import { aDeploymentSummary } from '../../../__testUtils__/builders/aDeployment';
import {
  aModelStatus,
  anEnvironmentStatus,
  anIdleEnvironment,
} from '../../../__testUtils__/builders/aModelStatus';
import { anMlModelEntity } from '../../../__testUtils__/builders/anMlModelEntity';
import { aFailingVerdict } from '../../../__testUtils__/builders/aVerdict';
import { renderModels } from '../../../__testUtils__/renderModels';
import { OverviewCard } from './OverviewCard';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function answerEnvironments(...environments: EnvironmentStatus[]): void {
  server.use(answer(operations.getModelStatus, aModelStatus({ environments })));
}

function renderCard() {
  return renderModels(<OverviewCard />, { entity: anMlModelEntity() });
}

it('says per environment what serves, how well and where', async () => {
  answerEnvironments(
    anIdleEnvironment('staging'),
    anEnvironmentStatus({
      verdict: aFailingVerdict('Serving 9.1 % errors'),
    }),
  );
  renderCard();
  const production = await screen.findByRole('region', { name: 'production' });
  expect(production).toHaveTextContent('Failing');
  expect(production).toHaveTextContent('Serving 9.1 % errors');
  expect(production).toHaveTextContent('Version 3 since');
  expect(production).toHaveTextContent(
    '7,214 requests, 152 errors (2.11 %) in production in the last hour',
  );
  expect(within(production).getByText(/^https?:/)).not.toHaveStyle({
    textOverflow: 'ellipsis',
  });
  expect(
    within(production).getByRole('button', {
      name: 'Copy the endpoint of production',
    }),
  ).toBeInTheDocument();
  expect(screen.queryByRole('region', { name: 'staging' })).toBeNull();
});

it('says which version was stopped, and when', async () => {
  answerEnvironments({
    ...anIdleEnvironment('production'),
    lastDeployment: aDeploymentSummary({ status: 'cancelled' }),
    lastServed: { version: 3, until: '2026-03-01T11:01:00.000Z' },
  });
  renderCard();
  expect(
    await screen.findByRole('region', { name: 'production' }),
  ).toHaveTextContent(
    /v3 stopped .* ago; requests are refused, and counted nowhere$/,
  );
});

it('says that the live version does not answer yet', async () => {
  answerEnvironments(
    anEnvironmentStatus({
      traffic: [{ version: 3, weight: 0, state: 'starting' }],
    }),
  );
  renderCard();
  expect(
    await screen.findByRole('region', { name: 'production' }),
  ).toHaveTextContent(/Version 3 since .* Starting/);
});

it('gives an endpoint only where something answers at it', async () => {
  const idle = {
    ...anIdleEnvironment('staging'),
    lastDeployment: aDeploymentSummary({ status: 'failed' }),
    endpoint: 'http://127.0.0.1:7070/staging/default/flight-delay',
  };
  answerEnvironments(idle, anEnvironmentStatus());
  renderCard();
  expect(
    await screen.findByRole('button', {
      name: 'Copy the endpoint of production',
    }),
  ).toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'staging' })).toBeInTheDocument();
  expect(
    screen.queryByRole('button', { name: 'Copy the endpoint of staging' }),
  ).toBeNull();
});

it('leads to what one does next', async () => {
  server.use(answer(operations.getModelStatus, aModelStatus()));
  renderCard();
  expect(
    await screen.findByRole('button', { name: 'Deploy' }),
  ).toBeInTheDocument();
  expect(
    screen.getByRole('button', { name: 'Open performance' }),
  ).toHaveAttribute(
    'href',
    '/catalog/default/mlmodel/flight-delay/performance',
  );
  expect(
    screen.getByRole('region', { name: 'Example request' }),
  ).not.toHaveTextContent('Leaves out');
});

it('says which inputs the example request leaves out, and why', async () => {
  server.use(
    answer(
      operations.getModelStatus,
      aModelStatus({ exampleOmits: ['wind speed', 'carrier'] }),
    ),
  );
  renderCard();
  expect(
    await screen.findByRole('region', { name: 'Example request' }),
  ).toHaveTextContent(
    'Leaves out wind speed and carrier: the reference row that it is made of has no value for them.',
  );
});

it('follows a deployment that is under way', async () => {
  const activeDeployment = aDeploymentSummary({
    id: 'd-9',
    status: 'building',
    currentStep: 'train',
    progress: 0.4,
  });
  answerEnvironments({ ...anIdleEnvironment('production'), activeDeployment });
  renderCard();
  expect(
    await screen.findByRole('link', { name: '40\u00a0%, at train' }),
  ).toHaveAttribute(
    'href',
    '/catalog/default/mlmodel/flight-delay/versions?deployment=d-9',
  );
  // That nothing is live says that nothing is asked and nothing judged.
  expect(screen.getByRole('region', { name: 'production' })).toHaveTextContent(
    /^productionNothing is live ?Building 40 %, at train$/,
  );
});

it('tells how well that was which is live no more, where it was judged', async () => {
  answerEnvironments({
    ...anIdleEnvironment('production'),
    lastDeployment: aDeploymentSummary({ status: 'stopped' }),
    lastServed: { version: 3, until: '2026-03-01T11:01:00.000Z' },
    verdict: aFailingVerdict(),
  });
  renderCard();
  expect(
    await screen.findByRole('region', { name: 'production' }),
  ).toHaveTextContent(/^productionFailing/);
});

it('says that a build failed, and that callers do not notice', async () => {
  answerEnvironments(
    anEnvironmentStatus({
      lastDeployment: aDeploymentSummary({
        id: 'd-9',
        status: 'failed',
        trigger: 'push',
        version: undefined,
        commit: { sha: 'abc1234'.padEnd(40, '0') },
      }),
    }),
  );
  renderCard();
  const production = await screen.findByRole('region', { name: 'production' });
  expect(production).toHaveTextContent(
    /Build of abc1234 failed .*; version 3 keeps serving/,
  );
  expect(
    within(production).getByRole('link', { name: 'Build of abc1234' }),
  ).toHaveAttribute(
    'href',
    '/catalog/default/mlmodel/flight-delay/versions?deployment=d-9',
  );
});

it('says that a version was not approved, and leads to its deployment', async () => {
  answerEnvironments({
    ...anIdleEnvironment('production'),
    lastDeployment: aDeploymentSummary({
      id: 'd-9',
      status: 'rejected',
      version: 1,
    }),
  });
  renderCard();
  const production = await screen.findByRole('region', { name: 'production' });
  expect(production).toHaveTextContent(/Version 1 was not approved .* ago$/);
  expect(
    within(production).getByRole('link', { name: 'Version 1' }),
  ).toHaveAttribute(
    'href',
    '/catalog/default/mlmodel/flight-delay/versions?deployment=d-9',
  );
});

it('says what to do while nothing serves', async () => {
  server.use(
    answer(
      operations.getModelStatus,
      aModelStatus({
        environments: [anIdleEnvironment('production')],
        exampleRequest: undefined,
      }),
    ),
  );
  renderCard();
  expect(await screen.findByText('Live nowhere yet')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Deploy' })).toBeInTheDocument();
});

it('tells of what answers where somebody else has deployed it', async () => {
  answerEnvironments({
    ...anIdleEnvironment('production'),
    requestsLastHour: 150,
  });
  renderCard();
  const production = await screen.findByRole('region', { name: 'production' });
  expect(production).toHaveTextContent('Answers, deployed elsewhere');
  expect(production).toHaveTextContent('150 requests, 0 errors (0 %)');
  expect(screen.queryByText('Live nowhere yet')).toBeNull();
});

it.each([
  [150, '150 requests (imported from a log that has no failures in it) in'],
  [100, '150 requests, 0 errors (0 % of 50; 100 imported without failures) in'],
])(
  'claims no error rate of requests whose log has no failures in it: %d of 150',
  async (failuresUntoldLastHour, words) => {
    answerEnvironments({
      ...anIdleEnvironment('production'),
      requestsLastHour: 150,
      failuresUntoldLastHour,
    });
    renderCard();
    expect(
      await screen.findByRole('region', { name: 'production' }),
    ).toHaveTextContent(words);
  },
);

it.each([
  ['asks for a token to push to the portal', {}, /token that may push code/],
  [
    'names no token for another service',
    { hostedElsewhere: true },
    /^git clone [^ ]+$/,
  ],
])('tells how to get the code, and %s', async (_, changes, words) => {
  server.use(answer(operations.getModelStatus, aModelStatus(changes)));
  renderCard();
  expect(await screen.findByRole('region', { name: 'Code' })).toHaveTextContent(
    words,
  );
});

it('offers no deployment of a model that has neither version nor repository', async () => {
  server.use(
    answer(
      operations.getModelStatus,
      aModelStatus({
        environments: [anIdleEnvironment('production')],
        cloneUrl: undefined,
        latestVersion: undefined,
      }),
    ),
  );
  renderCard();
  expect(
    await screen.findByText(/its entity names no repository/),
  ).toHaveTextContent('Name it in the annotation backstage.io/source-location');
  expect(screen.queryByRole('button', { name: 'Deploy' })).toBeNull();
  expect(screen.queryByText('Live nowhere yet')).toBeNull();
});

it('shows its shape while loading', async () => {
  server.use(answerNever(operations.getModelStatus));
  renderCard();
  expect(
    await screen.findByRole('status', { name: 'Loading the status' }),
  ).toBeInTheDocument();
});

it('says what went wrong', async () => {
  server.use(answerError(operations.getModelStatus, 500, 'The disk is full'));
  renderCard();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The disk is full',
  );
});

it('says who deploys it that the portal does not, and where it is asked', async () => {
  const endpoint = 'https://models.example.com/flight-delay/infer';
  server.use(
    answer(
      operations.getModelStatus,
      aModelStatus({
        serving: { runtime: 'external' },
        environments: [
          anEnvironmentStatus({
            runtime: 'external',
            liveBy: undefined,
            endpoint,
          }),
          {
            ...anIdleEnvironment('staging'),
            lastDeployment: aDeploymentSummary({ status: 'ceased' }),
            lastServed: {
              version: 2,
              until: '2026-03-01T11:01:00.000Z',
              ceased: true,
            },
          },
        ],
      }),
    ),
  );
  renderModels(<OverviewCard />, {
    entity: anMlModelEntity({
      spec: { ...anMlModelEntity().spec, serving: { runtime: 'external' } },
    }),
  });
  const production = await screen.findByRole('region', { name: 'production' });
  expect(production).toHaveTextContent(
    /Version 3 since .* ago, by its own pipeline/,
  );
  expect(within(production).getByText(endpoint)).toBeVisible();
  expect(screen.getByRole('region', { name: 'staging' })).toHaveTextContent(
    /No requests since .* ago, when v2 answered$/,
  );
  expect(screen.getByRole('button', { name: 'Deploy' })).toBeDisabled();
  expect(
    screen.getByRole('region', { name: 'Example request' }),
  ).toHaveTextContent('To a service that the portal neither runs nor asks');
});

it('says what tells of a model that the portal does not deploy', async () => {
  server.use(
    answer(
      operations.getModelStatus,
      aModelStatus({
        serving: { runtime: 'external' },
        environments: [anIdleEnvironment('production')],
        cloneUrl: undefined,
        latestVersion: undefined,
        exampleRequest: undefined,
      }),
    ),
  );
  renderCard();
  expect(await screen.findByText('No records yet')).toBeVisible();
  expect(screen.queryByText('Nothing to deploy yet')).toBeNull();
});
