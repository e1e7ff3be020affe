import { mockServices } from '@backstage/backend-test-utils';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { ModelStatusReader } from './ModelStatusReader';

function readerOf(known: { deployedTo: string[]; recorded: string[] }) {
  return new ModelStatusReader({
    versions: {
      findNewest: async () => new Map(),
      noteFirstSeen: async () => new Map(),
      findExample: async () => undefined,
    },
    deployments: {
      summarise: async () => new Map(),
      describe: async () => ({
        serving: { runtime: 'local' },
        environments: known.deployedTo.map(name => ({ name, traffic: [] })),
      }),
    },
    telemetry: {
      summarise: async ([modelRef]) =>
        new Map([
          [
            modelRef,
            {
              requestsPerDay: [],
              lastLiveRequestAt: new Map(),
              requestsRecorded: new Map(known.recorded.map(name => [name, 3])),
              environments: new Map(),
            },
          ],
        ]),
    },
    sourceHosts: new Map(),
    logger: mockServices.logger.mock(),
    now: () => new Date('2026-03-11T12:00:00.000Z'),
  });
}

it('names the environments that only report, apart from those it deploys to', async () => {
  const reader = readerOf({
    deployedTo: ['staging', 'production'],
    recorded: ['production', 'shop-eu', 'batch'],
  });
  const status = await reader.read(aModelEntity());
  expect(status.environments.map(({ name }) => name)).toEqual([
    'staging',
    'production',
  ]);
  expect(status.otherEnvironments).toEqual(['batch', 'shop-eu']);
});
