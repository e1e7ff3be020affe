import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { useQueryClient } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { answer } from '../../../__testUtils__/answer';
import { aModelStatus } from '../../../__testUtils__/builders/aModelStatus';
import { aVersionDetail } from '../../../__testUtils__/builders/aVersion';
import { renderModels } from '../../../__testUtils__/renderModels';
import { operationKey } from '../../../api/operationKey';
import { useModelFacts } from './useModelFacts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const params = { namespace: 'default', name: 'flight-delay' };

function Facts() {
  const { environments } = useModelFacts(params);
  const status = useQueryClient()
    .getQueryCache()
    .find({ queryKey: operationKey(operations.getModelStatus, { params }) });
  const isPolled = status?.observers.some(
    ({ options }) => options.refetchInterval,
  );
  return environments.length === 0 ? null : (
    <p>{isPolled ? 'asks again' : 'asked once'}</p>
  );
}

it('asks again for what runs, so that a silent portal is noticed', async () => {
  server.use(
    answer(operations.getModelStatus, aModelStatus()),
    answer(operations.listVersions, { items: [] }),
    answer(operations.getVersion, aVersionDetail()),
  );
  renderModels(<Facts />);
  expect(await screen.findByText('asks again')).toBeInTheDocument();
});
