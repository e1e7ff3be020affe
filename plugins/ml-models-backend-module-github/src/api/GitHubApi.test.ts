import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { anApi, AnApiOptions } from '../__testUtils__/anEngine';
import { API } from '../__testUtils__/FakeGitHub';
import { RateLimits } from './RateLimits';

const REPOSITORY = { host: 'github.com', owner: 'Flights', name: 'delay' };
const NOW_S = 1_772_366_400;
const PLENTY = {
  'x-ratelimit-limit': '5000',
  'x-ratelimit-remaining': '4711',
  'x-ratelimit-reset': String(NOW_S + 1_800),
  'x-ratelimit-resource': 'core',
};

/** As GitHub answers; its texts are cut: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const REFUSALS = {
  primary: (resetInS: number) =>
    HttpResponse.json(
      { message: 'API rate limit exceeded for installation ID 12345.' },
      {
        status: 403,
        headers: {
          ...PLENTY,
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(NOW_S + resetInS),
        },
      },
    ),
  secondary: (status: 403 | 429, retryAfterS?: number) =>
    HttpResponse.json(
      { message: 'You have exceeded a secondary rate limit.' },
      {
        status,
        headers:
          retryAfterS === undefined
            ? PLENTY
            : { ...PLENTY, 'retry-after': String(retryAfterS) },
      },
    ),
};

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe('the rate limit of GitHub', () => {
  let nowMs: number;
  let asked: number;
  const waited: number[] = [];
  const refusals: Response[] = [];

  beforeEach(() => {
    nowMs = NOW_S * 1_000;
    asked = 0;
    waited.splice(0);
    refusals.splice(0);
    server.use(
      http.all(`${API}/repos/:owner/delay`, () => {
        asked += 1;
        return (
          refusals.shift() ??
          HttpResponse.json({ default_branch: 'main' }, { headers: PLENTY })
        );
      }),
    );
  });

  function aPacedApi(options: AnApiOptions = {}) {
    return anApi({
      retries: 2,
      limits: new RateLimits(() => nowMs),
      wait: async ms => {
        waited.push(ms);
        nowMs += ms;
      },
      ...options,
    });
  }

  const ask = (api = aPacedApi(), owner = REPOSITORY.owner) =>
    api.ask({ ...REPOSITORY, owner }, { what: 'the run 7' }, (request, of) =>
      request('GET /repos/{owner}/{repo}', of),
    );

  it.each([
    ['used up', () => REFUSALS.primary(15), 15_000],
    ['exceeded at once', () => REFUSALS.secondary(403, 9), 9_000],
    ['exceeded at once, by 429', () => REFUSALS.secondary(429, 9), 9_000],
  ])('is waited for when it is %s and soon there', async (_, refusal, ms) => {
    refusals.push(refusal());
    expect((await ask()).data.default_branch).toBe('main');
    expect(waited).toEqual([ms]);
    expect(asked).toBe(2);
  });

  it.each([
    ['used up', () => REFUSALS.primary(1_800), '2026-03-01T12:30:00.000Z'],
    ['exceeded', () => REFUSALS.secondary(403), '2026-03-01T12:01:00.000Z'],
    ['exceeded, by 429', () => REFUSALS.secondary(429, 90), '12:01:30.000Z'],
  ])(
    'is told of when it is %s for longer, and nothing is asked until then',
    async (_, refusal, until) => {
      const api = aPacedApi();
      refusals.push(refusal());
      await expect(ask(api)).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
      });
      await expect(ask(api)).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining(until),
      });
      expect(asked).toBe(1);
      // Of an App each owner has its own.
      await ask(api, 'others');
      nowMs += 1_800_000;
      await ask(api);
      expect(asked).toBe(3);
      expect(waited).toEqual([]);
    },
  );

  it('is kept to from the last request on, before any is refused', async () => {
    const api = aPacedApi();
    refusals.push(
      HttpResponse.json(
        { default_branch: 'main' },
        {
          headers: {
            ...PLENTY,
            'x-ratelimit-remaining': '0',
            'x-ratelimit-reset': String(NOW_S + 600),
          },
        },
      ),
    );
    await ask(api);
    await expect(ask(api)).rejects.toThrow('is used up until');
    expect(asked).toBe(1);
  });

  it('is asked for once more only, however soon it says to be there', async () => {
    refusals.push(REFUSALS.secondary(429, 1), REFUSALS.secondary(429, 1));
    await expect(ask()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    expect(asked).toBe(2);
  });

  it('has looks come more seldom as it runs out', async () => {
    const api = aPacedApi();
    expect(api.stretch(REPOSITORY)).toBe(1);
    refusals.push(
      HttpResponse.json(
        { default_branch: 'main' },
        { headers: { ...PLENTY, 'x-ratelimit-remaining': '500' } },
      ),
    );
    await ask(api);
    expect(api.stretch({ ...REPOSITORY, owner: 'flights' })).toBe(5);
  });
});

describe('what GitHub refuses', () => {
  it.each([403, 404, 409, 422])(
    'at %i is not asked for again',
    async status => {
      let asked = 0;
      server.use(
        http.all(`${API}/repos/Flights/delay`, () => {
          asked += 1;
          return HttpResponse.json({ message: 'No' }, { status });
        }),
      );
      await expect(
        anApi({ retries: 2 }).ask(
          REPOSITORY,
          { what: 'the run 7' },
          (request, of) => request('GET /repos/{owner}/{repo}', of),
        ),
      ).rejects.toThrow('github.com/Flights/delay');
      expect(asked).toBe(1);
    },
  );
});
