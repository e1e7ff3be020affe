import {
  deployPermission,
  ModelPermission,
  ModelStatus,
  operations,
  rollBackPermission,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  answer,
  answerError,
  answerNever,
  operationUrl,
  TEST_API_URL,
} from '../../../__testUtils__/answer';
import {
  aDeployment,
  aDeploymentSummary,
} from '../../../__testUtils__/builders/aDeployment';
import {
  aModelStatus,
  anEnvironmentStatus,
  anIdleEnvironment,
} from '../../../__testUtils__/builders/aModelStatus';
import { aVersion } from '../../../__testUtils__/builders/aVersion';
import { anMlModelEntity } from '../../../__testUtils__/builders/anMlModelEntity';
import { renderModels } from '../../../__testUtils__/renderModels';
import { entityModel } from '../../../components/EntityModel/entityModel';
import { EnvironmentFlow } from './EnvironmentFlow';

const model = entityModel(anMlModelEntity());
const stopping = aDeploymentSummary({
  id: 'stop',
  trigger: 'stop',
  status: 'stopping',
});

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => server.use(answerNever(operations.getDeployment)));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function renderFlow(
  status: ModelStatus = aModelStatus(),
  refused?: ModelPermission[],
) {
  const onOpenDeployment = jest.fn();
  renderModels(<EnvironmentFlow {...{ model, status, onOpenDeployment }} />, {
    refused,
  });
  return onOpenDeployment;
}

async function askToStop() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Stop serving in production' }),
  );
  return screen.findByRole('dialog', {
    name: 'Stop version 3 in production?',
  });
}

it('says how often a service has crashed that is ready again', async () => {
  renderFlow(
    aModelStatus({
      environments: [
        anEnvironmentStatus({
          traffic: [{ version: 3, weight: 100, state: 'ready', restarts: 2 }],
        }),
      ],
    }),
  );
  expect(
    await screen.findByRole('list', { name: 'Traffic' }),
  ).toHaveTextContent(/^v3 100 %, crashed 2 timesReady$/);
});

it('says when what is live is retrained by itself', async () => {
  renderFlow(
    aModelStatus({
      environments: [anEnvironmentStatus({ retrain: { schedule: 'P7D' } })],
    }),
  );
  expect(
    await screen.findByText(/^Retrained by itself on its schedule/),
  ).toHaveTextContent('Retrained by itself on its schedule, P7D.');
});

it('stops what is live once that is confirmed, and shows it happen', async () => {
  const bodies: unknown[] = [];
  server.use(
    http.post(
      operationUrl(operations.requestDeployment, {
        namespace: 'default',
        name: 'flight-delay',
      }),
      async ({ request }) => {
        bodies.push(await request.json());
        return HttpResponse.json(aDeployment({ ...stopping }), { status: 201 });
      },
    ),
  );
  const onOpenDeployment = renderFlow();
  const dialog = await askToStop();
  expect(bodies).toEqual([]);
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Stop serving' }),
  );
  await waitFor(() => expect(onOpenDeployment).toHaveBeenCalledWith('stop'));
  expect(bodies).toEqual([{ environment: 'production', trigger: 'stop' }]);
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
});

it('says why it did not stop, stays open, and asks again with a clean slate', async () => {
  server.use(answerError(operations.requestDeployment, 409, 'nothing to stop'));
  const onOpenDeployment = renderFlow();
  const dialog = await askToStop();
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Stop serving' }),
  );
  expect(await within(dialog).findByText(/nothing to stop/)).toBeVisible();
  expect(onOpenDeployment).not.toHaveBeenCalled();
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Let it serve' }),
  );
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  expect(await askToStop()).not.toHaveTextContent('nothing to stop');
});

it('offers no promotion of the version that is on its way already', async () => {
  const staging = anEnvironmentStatus({ name: 'staging', liveVersion: 4 });
  const promoting = (version: number) =>
    aModelStatus({
      environments: [
        staging,
        anEnvironmentStatus({
          activeDeployment: aDeploymentSummary({
            version,
            status: 'canary',
            currentStep: 'canary',
            progress: undefined,
          }),
        }),
      ],
    });
  const promote = { name: 'Promote v4 to production' };
  const { unmount } = renderModels(
    <EnvironmentFlow
      model={model}
      status={promoting(5)}
      onOpenDeployment={() => {}}
    />,
  );
  expect(await screen.findByRole('button', promote)).toBeInTheDocument();
  unmount();
  renderFlow(promoting(4));
  expect(
    await screen.findByRole('button', { name: 'Canary' }),
  ).toBeInTheDocument();
  expect(screen.queryByRole('button', promote)).toBeNull();
});

it.each([
  ['building', 'train', 'Building: train'],
  ['smoke', 'smoke', 'Smoke test'],
  ['canary', 'traffic', 'Canary: traffic'],
] as const)(
  'names the step unless its status says it: %s, %s',
  async (status, currentStep, words) => {
    const activeDeployment = aDeploymentSummary({ status, currentStep });
    renderFlow(
      aModelStatus({
        environments: [anEnvironmentStatus({ activeDeployment })],
      }),
    );
    expect(
      await screen.findByRole('button', { name: words }),
    ).toBeInTheDocument();
  },
);

it('tells how far a deployment is by what shows its steps', async () => {
  const activeDeployment = aDeploymentSummary({
    status: 'starting',
    progress: 0.06,
  });
  server.use(
    answer(
      operations.getDeployment,
      aDeployment({ ...activeDeployment, progress: 0.98 }),
    ),
  );
  renderFlow(
    aModelStatus({ environments: [anEnvironmentStatus({ activeDeployment })] }),
  );
  expect(
    await screen.findByRole('button', { name: 'Starting: 98\u00a0%' }),
  ).toBeInTheDocument();
});

it('leads to what was not approved', async () => {
  const lastDeployment = aDeploymentSummary({ id: 'd-9', status: 'rejected' });
  const onOpenDeployment = renderFlow(
    aModelStatus({
      environments: [{ ...anIdleEnvironment('production'), lastDeployment }],
    }),
  );
  await userEvent.click(
    await screen.findByRole('button', { name: 'Not approved' }),
  );
  expect(onOpenDeployment).toHaveBeenCalledWith('d-9');
});

it('says that a deployment under way would be cancelled', async () => {
  const production = anEnvironmentStatus({
    activeDeployment: aDeploymentSummary({ status: 'building' }),
  });
  renderFlow(aModelStatus({ environments: [production] }));
  expect(await askToStop()).toHaveTextContent(
    'The deployment that is under way is cancelled.',
  );
});

it.each([
  [undefined, 'nothing is built for that.'],
  [
    { required: true as const, rollbackVersions: [3] },
    'nothing is built for that, and another owner has to approve it.',
  ],
])('says what bringing it back takes: approval %p', async (approval, words) => {
  renderFlow(
    aModelStatus({ environments: [anEnvironmentStatus({ approval })] }),
  );
  expect(await askToStop()).toHaveTextContent(words);
});

it('does not let everyone stop it', async () => {
  renderFlow(aModelStatus(), [deployPermission]);
  const stop = await screen.findByRole('button', {
    name: 'Stop serving in production',
  });
  await waitFor(() => expect(stop).toBeDisabled());
});

async function findRebuild() {
  return screen.findByRole('button', { name: 'Rebuild production' });
}

it('rebuilds what is live once that is confirmed, and shows it happen', async () => {
  const bodies: unknown[] = [];
  server.use(
    http.post(
      operationUrl(operations.requestDeployment, {
        namespace: 'default',
        name: 'flight-delay',
      }),
      async ({ request }) => {
        bodies.push(await request.json());
        return HttpResponse.json(
          aDeployment({ id: 'rebuild', trigger: 'rebuild' }),
          { status: 201 },
        );
      },
    ),
  );
  const onOpenDeployment = renderFlow();
  await userEvent.click(await findRebuild());
  const dialog = await screen.findByRole('dialog', {
    name: 'Rebuild what serves in production?',
  });
  expect(dialog).toHaveTextContent(/takes over .* no request fails/);
  expect(bodies).toEqual([]);
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Rebuild' }),
  );
  await waitFor(() => expect(onOpenDeployment).toHaveBeenCalledWith('rebuild'));
  expect(bodies).toEqual([{ environment: 'production', trigger: 'rebuild' }]);
});

it('does not let everyone rebuild it, nor while something is deployed there', async () => {
  const { unmount } = renderModels(
    <EnvironmentFlow
      model={model}
      status={aModelStatus()}
      onOpenDeployment={() => {}}
    />,
    { refused: [deployPermission] },
  );
  const refused = await findRebuild();
  await waitFor(() => expect(refused).toBeDisabled());
  unmount();
  const activeDeployment = aDeploymentSummary({ status: 'building' });
  renderFlow(
    aModelStatus({ environments: [anEnvironmentStatus({ activeDeployment })] }),
  );
  expect(await findRebuild()).toBeDisabled();
});

it('offers no stop where nothing serves, or it is being stopped', async () => {
  renderFlow(
    aModelStatus({
      environments: [
        anIdleEnvironment('staging'),
        anEnvironmentStatus({ activeDeployment: stopping }),
      ],
    }),
  );
  expect(
    await screen.findByRole('progressbar', { name: 'Stop in production' }),
  ).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /Stop serving/ })).toBeNull();
});

it('offers to fill an environment where nothing is live, if there is something to fill it with', async () => {
  const idle = { environments: [anIdleEnvironment('staging')] };
  const { unmount } = renderModels(
    <EnvironmentFlow
      model={model}
      status={aModelStatus(idle)}
      onOpenDeployment={() => {}}
    />,
  );
  const deploy = { name: 'Deploy to staging' };
  expect(await screen.findByRole('button', deploy)).toBeInTheDocument();
  unmount();
  renderFlow(
    aModelStatus({ ...idle, cloneUrl: undefined, latestVersion: undefined }),
  );
  expect(await screen.findByText('Nothing is live')).toBeInTheDocument();
  expect(screen.queryByRole('button', deploy)).toBeNull();
});

it('says which version was stopped and when, though another was not let in since', async () => {
  const lastServed = { version: 3, until: '2026-03-01T11:01:00.000Z' };
  const lastDeployment = aDeploymentSummary({ status: 'cancelled' });
  renderFlow(
    aModelStatus({
      environments: [
        { ...anIdleEnvironment('production'), lastDeployment, lastServed },
      ],
    }),
  );
  expect(
    await screen.findByRole('region', { name: 'production' }),
  ).toHaveTextContent(/v3 stopped .* ago/);
});

describe('the way back', () => {
  const live = (changes: object = {}) =>
    aModelStatus({
      environments: [
        anEnvironmentStatus({ liveVersion: 4, rollBackTo: 3, ...changes }),
      ],
    });
  const name = 'Roll back to version 3 in production';

  it('says what it does, and does it, however long ago the version was live', async () => {
    const bodies: unknown[] = [];
    server.use(
      answer(operations.getModelStatus, live()),
      answer(operations.listVersions, { items: [aVersion()] }),
      answerError(operations.getRepository, 404, 'No repository'),
      answer(operations.listDeployments, { items: [] }),
      http.post(
        `${TEST_API_URL}${operations.requestDeployment.path}`,
        async ({ request }) => {
          bodies.push(await request.json());
          return HttpResponse.json(aDeployment({ trigger: 'rollback' }));
        },
      ),
    );
    renderFlow(live());
    await userEvent.click(await screen.findByRole('button', { name }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText(
        /^Version 3, which is older, passes a smoke test in production, then takes all requests there back from version 4; nothing is built\./,
      ),
    ).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name }));
    await waitFor(() =>
      expect(bodies).toEqual([
        {
          environment: 'production',
          version: 3,
          trigger: 'rollback',
          idempotencyKey: expect.any(String),
        },
      ]),
    );
  });

  it('tells who may not go it whom to ask', async () => {
    renderFlow(live(), [rollBackPermission]);
    await waitFor(() =>
      expect(screen.getByRole('button', { name })).toBeDisabled(),
    );
  });

  it('is not offered where there is none', async () => {
    renderFlow(live({ rollBackTo: undefined }));
    await screen.findByRole('region', { name: 'production' });
    expect(screen.queryByRole('button', { name: /Roll back/ })).toBeNull();
  });
});
