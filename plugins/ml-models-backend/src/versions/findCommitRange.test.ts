import { CommitsBetween } from '@noshelfware/backstage-plugin-ml-models-common';
import { SourceHost } from '@noshelfware/backstage-plugin-ml-models-node';
import { aModelReport } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { startMlModels } from '../__testUtils__/startMlModels';

const MODEL = '/models/default/flight-delay';
const shaOf = (version: number) => String(version).repeat(40);

const BETWEEN: CommitsBetween = {
  ahead: 1,
  behind: 0,
  newest: [{ sha: shaOf(2), message: 'Learn from March, too' }],
};

/** Knows what lies between the first two commits, and nothing of the third. */
const host: SourceHost = {
  id: 'known',
  start: async () => {},
  findRepository: async () => undefined,
  compareCommits: async (_location, { from, to }) => {
    if (to === shaOf(3)) throw new Error('away');
    return from === shaOf(1) && to === shaOf(2) ? BETWEEN : undefined;
  },
};

describe('the route of commits between two versions', () => {
  let backend: Awaited<ReturnType<typeof startMlModels>>;

  beforeAll(async () => {
    backend = await startMlModels({
      entities: [
        aModelEntity({
          annotations: {
            'backstage.io/source-location':
              'url:https://github.com/flights/flight-delay/tree/main/',
          },
        }),
      ],
      sourceHosts: [
        { ...host, id: 'cannot tell', compareCommits: undefined },
        host,
      ],
    });
    for (const commit of [shaOf(1), shaOf(2), shaOf(3), undefined]) {
      await backend.call('post', `${MODEL}/versions`, {
        report: aModelReport(),
        commit: commit && { sha: commit },
      });
    }
  });

  afterAll(() => backend.stop());

  const ask = (version: number, since: number | string, authorization?: null) =>
    backend.call(
      'get',
      `${MODEL}/versions/${version}/commits?since=${since}`,
      undefined,
      authorization,
    );

  it('tells what the host knows, and where the forge shows it', async () => {
    expect((await ask(2, 1)).body).toEqual({
      url: `https://github.com/flights/flight-delay/compare/${shaOf(
        1,
      )}...${shaOf(2)}`,
      commits: BETWEEN,
    });
  });

  it('leads to the forge where no host can tell, or the one that could is away', async () => {
    for (const [version, since] of [
      [1, 2],
      [3, 1],
    ]) {
      expect((await ask(version, since)).body).toEqual({
        url: expect.stringMatching(/\/compare\//),
      });
    }
  });

  it('tells nothing of a version without a commit', async () => {
    expect((await ask(4, 1)).body).toEqual({});
  });

  it.each([
    [9, 1, 404],
    [2, 9, 404],
    [2, 'x', 400],
  ])('answers %s since %s by %s', async (version, since, status) => {
    expect((await ask(version, since)).status).toBe(status);
  });

  it('answers nobody who is not signed in', async () => {
    expect((await ask(2, 1, null)).status).toBe(401);
  });
});
