import { mockServices } from '@backstage/backend-test-utils';
import { SourceHost } from '@noshelfware/backstage-plugin-ml-models-node';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { ModelStatusReader } from './ModelStatusReader';

function readerOf(known: {
  deployedTo: string[];
  recorded: string[];
  findRepository?: SourceHost['findRepository'];
}) {
  const logger = mockServices.logger.mock();
  const { findRepository = async () => undefined } = known;
  const reader = new ModelStatusReader({
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
    sourceHosts: new Map([
      ['in-memory', { id: 'in-memory', start: async () => {}, findRepository }],
    ]),
    logger,
    now: () => new Date('2026-03-11T12:00:00.000Z'),
  });
  return { reader, logger };
}

const NOWHERE = { deployedTo: [], recorded: [] };

it('names the environments that only report, apart from those it deploys to', async () => {
  const { reader } = readerOf({
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

it('says where the code is, and that another service hosts it', async () => {
  const cloneUrl = 'https://github.com/flights/flight-delay.git';
  const asked: number[] = [];
  const { reader } = readerOf({
    ...NOWHERE,
    findRepository: async (_, { commits }) => {
      asked.push(commits);
      return {
        cloneUrl,
        hostedElsewhere: true,
        defaultBranch: 'main',
        commits: [],
      };
    },
  });
  await expect(reader.read(aModelEntity())).resolves.toMatchObject({
    cloneUrl,
    hostedElsewhere: true,
  });
  expect(asked).toEqual([0]);
});

it('goes without the code of a host that is away, and says so once', async () => {
  const { reader, logger } = readerOf({
    ...NOWHERE,
    findRepository: async () => {
      throw new Error('github.com did not answer');
    },
  });
  await reader.read(aModelEntity());
  const { cloneUrl } = await reader.read(aModelEntity());
  expect(cloneUrl).toBeUndefined();
  expect(logger.warn.mock.calls).toEqual([
    [expect.stringContaining('github.com did not answer')],
  ]);
});
