import { Entity } from '@backstage/catalog-model';
import {
  deployPermission,
  EnvironmentStatus,
  ModelStatus,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { answerNever } from '../../__testUtils__/answer';
import {
  aModelStatus,
  anEnvironmentStatus,
  anIdleEnvironment,
} from '../../__testUtils__/builders/aModelStatus';
import { anMlModelEntity } from '../../__testUtils__/builders/anMlModelEntity';
import { renderModels } from '../../__testUtils__/renderModels';
import { EnvironmentFlow } from '../../features/environments/EnvironmentFlow/EnvironmentFlow';
import { DeployButton } from '../DeployDialog/DeployButton';
import { entityModel } from '../EntityModel/entityModel';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => server.use(answerNever(operations.getDeployment)));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function anExternalEntity(overrides: Partial<Entity> = {}): Entity {
  const { spec } = anMlModelEntity();
  return anMlModelEntity({
    spec: { ...spec, serving: { runtime: 'external' } },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/flight-ops-ds' }],
    ...overrides,
  });
}

const OWN_PIPELINE =
  'Flight delay risk is deployed by its own pipeline: ask Flight operations. The portal only observes what it serves.';

const titles = { 'group:default/flight-ops-ds': 'Flight operations' };

/** Production, where its own pipeline has put version 3. */
function observed(overrides: Partial<EnvironmentStatus> = {}) {
  return anEnvironmentStatus({
    runtime: 'external',
    liveBy: undefined,
    ...overrides,
  });
}

function renderFlow(status: ModelStatus, entity = anExternalEntity()) {
  return renderModels(
    <EnvironmentFlow
      model={entityModel(entity)}
      status={status}
      onOpenDeployment={() => {}}
    />,
    { titles },
  );
}

it('shuts what would deploy, and says who does', async () => {
  renderModels(<DeployButton model={entityModel(anExternalEntity())} />, {
    titles,
  });
  const deploy = await screen.findByRole('button', { name: 'Deploy' });
  expect(deploy).toBeDisabled();
  expect(await screen.findByTitle(OWN_PIPELINE)).toBeInTheDocument();
});

it('says it to those too who may not deploy at all', async () => {
  renderModels(<DeployButton model={entityModel(anExternalEntity())} />, {
    titles,
    refused: [deployPermission],
  });
  expect(await screen.findByTitle(OWN_PIPELINE)).toBeInTheDocument();
});

it('leaves open what the portal deploys', async () => {
  renderModels(<DeployButton model={entityModel(anMlModelEntity())} />);
  expect(await screen.findByRole('button', { name: 'Deploy' })).toBeEnabled();
});

it('says in the environments that it only observes them', async () => {
  renderFlow(
    aModelStatus({
      serving: { runtime: 'external' },
      environments: [
        observed({ name: 'staging', liveVersion: 4 }),
        observed({
          traffic: [
            { version: 3, weight: 80, state: 'ready' },
            { version: 2, weight: 20, state: 'ready' },
          ],
        }),
      ],
    }),
  );
  expect(
    await screen.findByText(
      `${OWN_PIPELINE} Versions and their shares of the requests are learnt from its inference records.`,
    ),
  ).toBeVisible();
  const production = screen.getByRole('region', { name: 'production' });
  expect(production).toHaveTextContent('v3');
  expect(production).toHaveTextContent('Deployed by its own pipeline');
  expect(within(production).queryByRole('button', { name: /Stop/ })).toBeNull();
  expect(
    within(production).queryByRole('button', { name: /Edit traffic/ }),
  ).toBeNull();
  expect(
    screen.getByRole('button', { name: 'Promote v4 to production' }),
  ).toBeDisabled();
});

it('lets stop what the portal still runs of it, and says why', async () => {
  const problem =
    "Version 3 still runs in production on the serving runtime 'local': stop it there";
  renderFlow(
    aModelStatus({
      serving: { runtime: 'external', problem },
      environments: [anEnvironmentStatus({ runtime: 'local' })],
    }),
  );
  expect(await screen.findByRole('alert')).toHaveTextContent(problem);
  await waitFor(() =>
    expect(
      screen.getByRole('button', { name: 'Stop serving in production' }),
    ).toBeEnabled(),
  );
});

it('names a runtime that there is not', async () => {
  const problem = "The serving runtime 'nomad' is not installed";
  renderFlow(
    aModelStatus({ serving: { runtime: 'nomad', problem } }),
    anMlModelEntity(),
  );
  expect(await screen.findByRole('alert')).toHaveTextContent(problem);
});

it('says since when no requests come, not that it was stopped', async () => {
  renderFlow(
    aModelStatus({
      serving: { runtime: 'external' },
      environments: [
        {
          ...anIdleEnvironment('production'),
          lastServed: {
            version: 3,
            until: '2026-03-01T11:01:00.000Z',
            ceased: true,
          },
        },
      ],
    }),
  );
  const production = await screen.findByRole('region', { name: 'production' });
  expect(production).toHaveTextContent(
    /No requests since .* ago, when v3 answered/,
  );
  expect(production).not.toHaveTextContent('stopped');
  const deploy = within(production).getByRole('button', {
    name: 'Deploy to production',
  });
  expect(deploy).toBeDisabled();
  await userEvent.hover(deploy.parentElement ?? deploy);
  expect(await screen.findByRole('tooltip')).toHaveTextContent(OWN_PIPELINE);
});
