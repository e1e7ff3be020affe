import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { answer } from '../__testUtils__/answer';
import { aModelSummary } from '../__testUtils__/builders/aModelSummary';
import { renderModels } from '../__testUtils__/renderModels';
import { ModelsHome } from './ModelsHome';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

it('shows the models, and how far the sample is that the portal sets up', async () => {
  server.use(
    answer(operations.listModels, { items: [aModelSummary()] }),
    answer(operations.getSampleStatus, {
      state: 'creating',
      message: 'Training version 1.',
      progress: 0.4,
    }),
  );
  renderModels(<ModelsHome />);
  expect(
    await screen.findByRole('progressbar', { name: 'Sample set up' }),
  ).toHaveAttribute('aria-valuenow', '40');
  expect(await screen.findByRole('table', { name: 'Models' })).toBeVisible();
});
