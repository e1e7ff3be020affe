import {
  DeploymentStatus,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useQueryClient } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { answer } from '../__testUtils__/answer';
import { aDeploymentSummary } from '../__testUtils__/builders/aDeployment';
import { anMlModelEntity } from '../__testUtils__/builders/anMlModelEntity';
import { renderModels } from '../__testUtils__/renderModels';
import { useEntityModel } from '../components/EntityModel/entityModel';
import { operationKey } from './operationKey';
import { useDeployments } from './useDeployments';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function Interval() {
  const { data } = useDeployments(useEntityModel());
  const query = useQueryClient()
    .getQueryCache()
    .find({
      queryKey: operationKey(operations.listDeployments),
      exact: false,
    });
  const interval = query?.observers[0]?.options.refetchInterval;
  return data && query && typeof interval === 'function' ? (
    <p>every {interval(query)} ms</p>
  ) : null;
}

it.each<[DeploymentStatus, string]>([
  ['live', 'every 5000 ms'],
  ['building', 'every 1000 ms'],
])('asks while the newest is %s %s', async (status, expected) => {
  server.use(
    answer(operations.listDeployments, {
      items: [aDeploymentSummary({ status })],
    }),
  );
  renderModels(<Interval />, { entity: anMlModelEntity() });
  expect(await screen.findByText(expected)).toBeInTheDocument();
});
