import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { answer } from '../__testUtils__/answer';
import { aDeployment } from '../__testUtils__/builders/aDeployment';
import { renderModels } from '../__testUtils__/renderModels';
import { useDeployment } from './useDeployment';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

function Status() {
  return <p>{useDeployment('d-1').data?.status}</p>;
}

it('follows a deployment until it has ended', async () => {
  server.use(
    answer(operations.getDeployment, aDeployment({ status: 'building' })),
  );
  renderModels(<Status />);
  expect(await screen.findByText('building')).toBeInTheDocument();
  server.use(answer(operations.getDeployment, aDeployment({ status: 'live' })));
  expect(await screen.findByText('live')).toBeInTheDocument();
});
