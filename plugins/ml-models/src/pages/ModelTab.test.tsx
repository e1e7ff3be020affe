import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { screen } from '@testing-library/react';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { answer, TEST_API_URL } from '../__testUtils__/answer';
import { aModelStatus } from '../__testUtils__/builders/aModelStatus';
import { anMlModelEntity } from '../__testUtils__/builders/anMlModelEntity';
import { renderModels } from '../__testUtils__/renderModels';
import { EntityLogs } from './EntityLogs';
import { EntityOverview } from './EntityOverview';
import { EntityPerformance } from './EntityPerformance';
import { EntityVersions } from './EntityVersions';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

it.each([
  ['Overview', <EntityOverview />],
  ['Versions', <EntityVersions />],
  ['Logs', <EntityLogs />],
  ['Performance', <EntityPerformance />],
])('says that the sample is still being set up: %s', async (_, page) => {
  server.use(
    answer(
      operations.getModelStatus,
      aModelStatus({ cloneUrl: 'http://localhost/git/flight-delay' }),
    ),
    answer(operations.getSampleStatus, {
      state: 'replaying',
      message: 'Replaying.',
      modelRef: 'mlmodel:default/flight-delay',
    }),
    // What else a page shows may still be loading.
    http.all(`${TEST_API_URL}/*`, () => new Promise<never>(() => {})),
  );
  renderModels(page, { entity: anMlModelEntity() });
  expect(
    await screen.findByText('This sample is still being set up'),
  ).toBeInTheDocument();
});
