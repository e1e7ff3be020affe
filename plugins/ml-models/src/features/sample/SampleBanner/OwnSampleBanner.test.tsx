import {
  operations,
  SampleStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { screen, waitFor } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { answer } from '../../../__testUtils__/answer';
import { aModelStatus } from '../../../__testUtils__/builders/aModelStatus';
import { anMlModelEntity } from '../../../__testUtils__/builders/anMlModelEntity';
import { renderModels } from '../../../__testUtils__/renderModels';
import { OwnSampleBanner } from './OwnSampleBanner';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const sample = anMlModelEntity();

const kept = aModelStatus({ cloneUrl: 'http://localhost/git/flight-delay' });

const replaying: SampleStatus = {
  state: 'replaying',
  message: 'Replaying real flights through the first version (400 of 1,000).',
  progress: 0.4,
  modelRef: 'mlmodel:default/flight-delay',
};

it('tells on the page of the sample that it is not all there, until it is', async () => {
  server.use(
    answer(operations.getModelStatus, kept),
    answer(operations.getSampleStatus, replaying),
  );
  renderModels(<OwnSampleBanner />, { entity: sample });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /^This sample is still being set up ?Replaying real flights through the first version \(400 of 1,000\)\. Its records and figures are not all there yet\.$/,
  );
  expect(
    screen.getByRole('progressbar', { name: 'Sample set up' }),
  ).toHaveAttribute('aria-valuenow', '40');

  server.use(
    answer(operations.getSampleStatus, {
      state: 'live',
      message: 'Complete',
      modelRef: replaying.modelRef,
    }),
  );
  await waitFor(() =>
    expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
  );
});

it('says why the rest of it is missing', async () => {
  server.use(
    answer(operations.getModelStatus, kept),
    answer(operations.getSampleStatus, {
      ...replaying,
      state: 'failed',
      message: 'The disk is full. Restart the portal to go on from here.',
    }),
  );
  renderModels(<OwnSampleBanner />, { entity: sample });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /^This sample could not be set up in full ?The disk is full\. Restart the portal to go on from here\.$/,
  );
});

it('keeps quiet on the page of any other model', async () => {
  const asked = jest.fn();
  server.events.on('response:mocked', ({ request }) => asked(request.url));
  server.use(
    answer(operations.getModelStatus, {
      ...kept,
      modelRef: 'mlmodel:default/gate-delay',
    }),
    answer(operations.getSampleStatus, replaying),
  );
  renderModels(<OwnSampleBanner />, {
    entity: {
      ...sample,
      metadata: { ...sample.metadata, name: 'gate-delay' },
    },
  });
  await waitFor(() =>
    expect(asked).toHaveBeenCalledWith(expect.stringMatching(/\/sample$/)),
  );
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

it.each([
  ['is not known', { cloneUrl: undefined }],
  ['is kept elsewhere', { hostedElsewhere: true }],
])('does not ask about a model whose code %s', async (_, changes) => {
  const asked = jest.fn();
  server.events.on('response:mocked', ({ request }) => asked(request.url));
  server.use(
    answer(operations.getModelStatus, aModelStatus(changes)),
    answer(operations.getSampleStatus, replaying),
  );
  renderModels(<OwnSampleBanner />, { entity: sample });
  await waitFor(() =>
    expect(asked).toHaveBeenCalledWith(
      expect.stringMatching(/\/models\/default\/flight-delay$/),
    ),
  );
  expect(asked).not.toHaveBeenCalledWith(expect.stringMatching(/\/sample$/));
});
