import { mockServices } from '@backstage/backend-test-utils';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { AnApiOptions, anApi } from '../__testUtils__/anEngine';
import { FakeCode } from '../__testUtils__/FakeCode';
import { API } from '../__testUtils__/FakeGitHub';
import { GITEA } from '../__testUtils__/FakeGitea';
import { GitHubSourceHost, GitHubSourceHostOptions } from './GitHubSourceHost';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const MINUTE_MS = 60_000;

function aHost(
  options: Partial<GitHubSourceHostOptions> = {},
  api: AnApiOptions = {},
) {
  return new GitHubSourceHost({
    api: anApi({ gitea: GITEA, ...api }),
    logger: mockServices.logger.mock(),
    ...options,
  });
}

describe.each(['github', 'gitea'] as const)('code on %s', kind => {
  let code: FakeCode;

  beforeEach(() => {
    code = new FakeCode(kind);
    server.use(...code.handlers());
  });

  const commitTimes = (count: number) =>
    Array.from({ length: count }, () => code.commit());

  const newestOf = (commits: { sha: string }[] = []) =>
    commits.map(({ sha }) => sha);

  it('names the newest commits of the default branch', async () => {
    const [, second, third] = commitTimes(3);
    const repository = await aHost().findRepository(code.sourceLocation, {
      commits: 2,
    });
    expect(repository).toEqual({
      cloneUrl: `${code.webUrl}/flights/flight-delay.git`,
      hostedElsewhere: true,
      defaultBranch: 'main',
      commits: [
        {
          sha: third,
          message: `Commit ${third}`,
          author: 'Ada',
          authoredAt: '2026-03-01T11:00:00.000Z',
        },
        expect.objectContaining({ sha: second }),
      ],
    });
  });

  it('finds an empty repository without commits', async () => {
    const found = aHost().findRepository(code.sourceLocation, { commits: 9 });
    await expect(found).resolves.toMatchObject({ commits: [] });
  });

  it('asks once in five minutes for those who want no commits', async () => {
    let nowMs = MINUTE_MS;
    const host = aHost({ nowMs: () => nowMs });
    const look = () => host.findRepository(code.sourceLocation, { commits: 0 });
    await Promise.all([look(), look()]);
    nowMs += 5 * MINUTE_MS;
    await expect(look()).resolves.toMatchObject({ commits: [] });
    expect(code.asked).toEqual(['GET ']);
    nowMs += 1;
    await look();
    expect(code.asked).toEqual(['GET ', 'GET ']);
  });

  it.each([1, 2, 3, 4, 5, 7, 100])(
    'names the newest of what lies between two commits, %i at most',
    async commits => {
      const [from, ...ahead] = commitTimes(8);
      const to = ahead[6];
      const range = { from, to, commits };
      const between = await aHost().compareCommits(code.sourceLocation, range);
      expect(between).toMatchObject({ ahead: 7, behind: 0 });
      expect(newestOf(between?.newest)).toEqual(
        ahead.reverse().slice(0, commits),
      );
    },
  );

  it('tells how far an older commit is behind', async () => {
    const [older, , newer] = commitTimes(3);
    const range = { from: newer, to: older, commits: 5 };
    await expect(
      aHost().compareCommits(code.sourceLocation, range),
    ).resolves.toEqual({ ahead: 0, behind: 2, newest: [] });
  });

  it('asks for a comparison once', async () => {
    const [from, to] = commitTimes(2);
    const host = aHost();
    const compare = () =>
      host.compareCommits(code.sourceLocation, { from, to, commits: 5 });
    const first = await compare();
    const asked = code.asked.length;
    await expect(compare()).resolves.toEqual(first);
    expect(code.asked).toHaveLength(asked);
  });

  it.each(['f'.repeat(40), 'main', '--output=x'])(
    'knows nothing of %s',
    async sha => {
      const [known] = commitTimes(1);
      const host = aHost();
      for (const [from, to] of [
        [sha, known],
        [known, sha],
      ]) {
        await expect(
          host.compareCommits(code.sourceLocation, { from, to, commits: 5 }),
        ).resolves.toBeUndefined();
      }
    },
  );
});

describe('GitHubSourceHost', () => {
  const LOCATION = new FakeCode().sourceLocation;
  const REPOSITORY = `${API}/repos/flights/flight-delay`;

  it.each([
    'url:https://gitlab.com/flights/flight-delay',
    'url:http://localhost:7007/api/ml-models/git/flights/flight-delay.git',
    'url:https://github.com/flights',
    'file:/tmp/model',
  ])('knows nothing of %s', async location => {
    const host = aHost();
    const sha = 'a'.repeat(40);
    await expect(
      host.findRepository(location, { commits: 9 }),
    ).resolves.toBeUndefined();
    await expect(
      host.compareCommits(location, { from: sha, to: sha, commits: 9 }),
    ).resolves.toBeUndefined();
  });

  it('asks one that is away once a minute, and says so', async () => {
    let asked = 0;
    let nowMs = MINUTE_MS;
    server.use(
      http.get(REPOSITORY, () => {
        asked += 1;
        return HttpResponse.json({ message: 'Unicorn' }, { status: 502 });
      }),
    );
    const host = aHost({ nowMs: () => nowMs });
    const look = () => host.findRepository(LOCATION, { commits: 0 });
    const away = {
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('github.com did not answer'),
    };
    await expect(look()).rejects.toMatchObject(away);
    await expect(look()).rejects.toMatchObject(away);
    expect(asked).toBe(1);
    nowMs += MINUTE_MS + 1;
    await expect(look()).rejects.toMatchObject(away);
    expect(asked).toBe(2);
  });

  it('says what it needs where it may not read the code', async () => {
    server.use(
      http.get(REPOSITORY, () =>
        HttpResponse.json({ message: 'Forbidden' }, { status: 403 }),
      ),
    );
    await expect(
      aHost().findRepository(LOCATION, { commits: 9 }),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('the permission Contents, read'),
    });
  });

  it('does not hold up a page for one that hangs, and knows it later', async () => {
    let answer = () => {};
    const held = new Promise<void>(resolve => {
      answer = resolve;
    });
    const code = new FakeCode();
    server.use(...code.handlers());
    server.use(
      http.get(REPOSITORY, async () => {
        await held;
      }),
    );
    const host = aHost({ hurriedMs: 1 });
    await expect(
      host.findRepository(LOCATION, { commits: 0 }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('github.com/flights/flight-delay'),
    });
    answer();
    code.commit();
    await host.findRepository(LOCATION, { commits: 1 });
    await expect(
      host.findRepository(LOCATION, { commits: 0 }),
    ).resolves.toMatchObject({ defaultBranch: 'main' });
  });
});
