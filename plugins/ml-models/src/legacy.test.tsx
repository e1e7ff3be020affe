import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { attachComponentData } from '@backstage/core-plugin-api';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { ReactNode } from 'react';
import { Route } from 'react-router-dom';
import { answer, answerError } from './__testUtils__/answer';
import { aModelStatus } from './__testUtils__/builders/aModelStatus';
import { aModelSummary } from './__testUtils__/builders/aModelSummary';
import { anMlModelEntity } from './__testUtils__/builders/anMlModelEntity';
import { aPortfolio } from './__testUtils__/builders/aPortfolio';
import { aVersion } from './__testUtils__/builders/aVersion';
import { renderInLegacyApp } from './__testUtils__/renderInLegacyApp';
import {
  EntityModelLogsContent,
  EntityModelCard,
  EntityModelOverviewCard,
  EntityModelPerformanceContent,
  EntityModelVersionsContent,
  isMlModel,
  ModelsPage,
} from './legacy';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'bypass' }));
beforeEach(() =>
  server.use(
    answer(operations.listModels, { items: [aModelSummary()] }),
    answer(operations.getPortfolio, aPortfolio()),
    answer(operations.listUnregisteredModels, { items: [] }),
    answer(operations.listRebuilds, { environments: [], items: [] }),
    answerError(operations.getSampleStatus, 404, 'No sample'),
    answer(operations.getModelStatus, aModelStatus()),
    answer(operations.listVersions, { items: [aVersion()] }),
    answer(operations.listDeployments, { items: [] }),
    answer(operations.listTokens, { items: [] }),
    answerError(operations.searchInferences, 400, 'No records to be had'),
    answerError(operations.getInferenceHistogram, 400, 'No bars to be had'),
    answerError(operations.getPerformance, 400, 'No report to be had'),
  ),
);
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const entity = anMlModelEntity();
const PATH = '/catalog/default/mlmodel/flight-delay';

function EntityPage(props: { children: ReactNode }) {
  return <EntityProvider entity={entity}>{props.children}</EntityProvider>;
}
attachComponentData(EntityPage, 'core.mountPoint', entityRouteRef);

function renderApp(url: string, onEntityPage?: ReactNode) {
  return renderInLegacyApp(
    <>
      <Route path="/models" element={<ModelsPage />} />
      <Route
        path="/catalog/:namespace/:kind/:name"
        element={<EntityPage>{onEntityPage}</EntityPage>}
      />
    </>,
    url,
  );
}

it('mounts the model catalog and the portfolio', async () => {
  renderApp('/models');
  expect(
    await screen.findByRole('link', { name: 'Flight delay risk' }),
  ).toHaveAttribute('href', PATH);
  const search = screen.getByRole('textbox', { name: 'Search models' });
  await userEvent.type(search, 'delay');
  expect(search).toBeInTheDocument();
  expect(search).toHaveValue('delay');

  await userEvent.click(screen.getByRole('tab', { name: 'Portfolio' }));
  expect(
    await screen.findByRole('button', { name: '1 model is in production' }),
  ).toBeInTheDocument();
});

it('mounts the overview card', async () => {
  renderApp(PATH, <EntityModelOverviewCard />);
  expect(await screen.findByText('Live status')).toBeInTheDocument();
  expect(
    await screen.findByRole('region', { name: 'production' }),
  ).toHaveTextContent('Version 3');
});

it('mounts the model card', async () => {
  server.use(
    answer(operations.getModelCard, { state: 'absent', reason: 'Add one' }),
  );
  renderApp(PATH, <EntityModelCard />);
  expect(await screen.findByText('Add one')).toBeInTheDocument();
});

it('mounts the Versions tab', async () => {
  renderApp(PATH, <EntityModelVersionsContent />);
  expect(
    await screen.findByRole('table', { name: 'Versions' }),
  ).toBeInTheDocument();
});

it('mounts the Logs tab', async () => {
  renderApp(PATH, <EntityModelLogsContent />);
  expect(await screen.findByText('No records to be had')).toBeInTheDocument();
});

it('mounts the Performance tab', async () => {
  renderApp(PATH, <EntityModelPerformanceContent />);
  expect(await screen.findByText('No report to be had')).toBeInTheDocument();
});

it('knows models from other entities', () => {
  expect(isMlModel(entity)).toBe(true);
  expect(isMlModel({ ...entity, kind: 'Component' })).toBe(false);
});
