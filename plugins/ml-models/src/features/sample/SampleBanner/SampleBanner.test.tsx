import {
  operations,
  SampleStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, waitFor } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { answer, answerError } from '../../../__testUtils__/answer';
import { renderModels } from '../../../__testUtils__/renderModels';
import { SampleBanner } from './SampleBanner';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const creating: SampleStatus = {
  state: 'creating',
  message: 'Training version 1; about 20 seconds left.',
  progress: 0.4,
  modelRef: 'mlmodel:default/flight-delay',
  steps: [
    { name: 'test', status: 'succeeded' },
    { name: 'train', status: 'running' },
  ],
};

it('shows how far the sample is', async () => {
  server.use(answer(operations.getSampleStatus, creating));
  renderModels(<SampleBanner />);
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /^A sample model is being set up ?Training version 1; about 20 seconds left\. Open the model/,
  );
  expect(screen.getByRole('link', { name: 'Open the model' })).toHaveAttribute(
    'href',
    '/catalog/default/mlmodel/flight-delay',
  );
  expect(
    screen.getByRole('progressbar', { name: 'Sample set up' }),
  ).toHaveAttribute('aria-valuenow', '40');
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
});

it('goes on as the sample does, and away when it is complete', async () => {
  server.use(answer(operations.getSampleStatus, creating));
  renderModels(<SampleBanner />);
  const bar = await screen.findByRole('progressbar', { name: 'Sample set up' });

  server.use(
    answer(operations.getSampleStatus, { ...creating, progress: 0.7 }),
  );
  await waitFor(() => expect(bar).toHaveAttribute('aria-valuenow', '70'));

  server.use(
    answer(operations.getSampleStatus, { state: 'live', message: 'Complete' }),
  );
  await waitFor(() => expect(bar).not.toBeInTheDocument());
});

it('says why the sample failed', async () => {
  server.use(
    answer(operations.getSampleStatus, {
      state: 'failed',
      message: 'Python 3.10 or newer was not found; install it and restart.',
    }),
  );
  renderModels(<SampleBanner />);
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /^The sample model could not be set up ?Python 3\.10 or newer was not found/,
  );
});

it('keeps quiet where no sample was asked for', async () => {
  const asked = jest.fn();
  server.events.on('response:mocked', asked);
  server.use(answerError(operations.getSampleStatus, 404, 'No sample'));
  renderModels(<SampleBanner />);
  await waitFor(() => expect(asked).toHaveBeenCalled());
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});
