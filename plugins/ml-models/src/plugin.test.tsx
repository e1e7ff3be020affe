import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { answer, answerError } from './__testUtils__/answer';
import { aModelStatus } from './__testUtils__/builders/aModelStatus';
import { aModelSummary } from './__testUtils__/builders/aModelSummary';
import { anMlModelEntity } from './__testUtils__/builders/anMlModelEntity';
import { aPortfolio } from './__testUtils__/builders/aPortfolio';
import { TAB_LOADERS } from './pages/tabLoaders';
import { mlModelsPlugin } from './plugin';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'bypass' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const mountedRoutes = { '/catalog/:namespace/:kind/:name': entityRouteRef };

function answerModels() {
  server.use(
    answer(operations.listModels, { items: [aModelSummary()] }),
    answer(operations.getPortfolio, aPortfolio()),
    answer(operations.listUnregisteredModels, { items: [] }),
    answer(operations.listRebuilds, { environments: [], items: [] }),
    answerError(operations.getSampleStatus, 404, 'No sample'),
  );
}

it('shows the model catalog at /models, with a tab for the portfolio', async () => {
  answerModels();
  renderTestApp({
    features: [mlModelsPlugin],
    initialRouteEntries: ['/models'],
    mountedRoutes,
  });
  expect(
    await screen.findByRole('link', { name: 'Flight delay risk' }),
  ).toBeInTheDocument();
  expect(screen.getByRole('tab', { name: 'Portfolio' })).toHaveAttribute(
    'href',
    '/models/portfolio',
  );
});

it('keeps the cursor in the search line while the URL changes', async () => {
  answerModels();
  renderTestApp({
    features: [mlModelsPlugin],
    initialRouteEntries: ['/models'],
    mountedRoutes,
  });
  const search = await screen.findByRole('textbox', { name: 'Search models' });
  await userEvent.click(search);
  await userEvent.keyboard('delay');
  expect(search).toBeInTheDocument();
  expect(search).toHaveFocus();
  expect(search).toHaveValue('delay');
});

it('shows the portfolio at /models/portfolio', async () => {
  answerModels();
  renderTestApp({
    features: [mlModelsPlugin],
    initialRouteEntries: ['/models/portfolio'],
    mountedRoutes,
  });
  expect(
    await screen.findByRole('button', { name: '1 model is in production' }),
  ).toBeInTheDocument();
});

it('fetches the tab that it is opened at before the entity is known', async () => {
  const fetched = new Promise<void>(resolve => {
    jest.spyOn(TAB_LOADERS, 'logs').mockImplementation(() => {
      resolve();
      return new Promise(() => {});
    });
  });
  renderTestApp({
    features: [mlModelsPlugin],
    initialRouteEntries: ['/catalog/default/mlmodel/flight-delay/logs'],
    mountedRoutes,
  });
  await expect(fetched).resolves.toBeUndefined();
});

it('puts the model card on the page of a model', async () => {
  server.use(
    answer(operations.getModelCard, { state: 'absent', reason: 'Add one' }),
  );
  renderTestApp({
    features: [mlModelsPlugin],
    extensions: [
      createTestEntityPage({ entity: anMlModelEntity() }),
      mlModelsPlugin.getExtension('entity-card:ml-models/model-card'),
    ],
    mountedRoutes,
  });
  expect(await screen.findByText('Add one')).toBeInTheDocument();
});

it('puts the status card on the page of a model', async () => {
  server.use(answer(operations.getModelStatus, aModelStatus()));
  renderTestApp({
    features: [mlModelsPlugin],
    extensions: [
      createTestEntityPage({ entity: anMlModelEntity() }),
      mlModelsPlugin.getExtension('entity-card:ml-models/status'),
    ],
    mountedRoutes,
  });
  expect(await screen.findByText('Live status')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Deploy' }));
  expect(
    await screen.findByRole('dialog', { name: 'Deploy Flight delay risk' }),
  ).toBeInTheDocument();
});
