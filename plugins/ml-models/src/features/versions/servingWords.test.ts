import { aDeploymentSummary } from '../../__testUtils__/builders/aDeployment';
import {
  anEnvironmentStatus,
  anIdleEnvironment,
} from '../../__testUtils__/builders/aModelStatus';
import { aVersion } from '../../__testUtils__/builders/aVersion';
import { restingWord, servingWords } from './servingWords';

it.each([
  [100, 'ready', 'Live in production'],
  [90, 'ready', 'Live 90 % in production'],
  [10, 'ready', 'Canary 10 % in production'],
  [0, 'ready', 'Warm in production'],
  [0, 'starting', 'Starts in production'],
  [100, 'crashed', 'Crashed in production'],
  [0, 'stopped', 'Stopped in production'],
] as const)('calls %p %% and %s: %s', (weight, state, word) => {
  const serving = [{ environment: 'production', weight, state }];
  expect(
    servingWords(aVersion({ serving }), [anIdleEnvironment('staging')]),
  ).toEqual([expect.objectContaining({ word })]);
});

it('calls a version that gets copies of the requests a shadow', () => {
  const place = { environment: 'production', weight: 0, shadow: true } as const;
  const wordsOf = (state: 'ready' | 'crashed') =>
    servingWords(aVersion({ serving: [{ ...place, state }] }), []);
  expect(wordsOf('ready')).toMatchObject([{ word: 'Shadow in production' }]);
  expect(wordsOf('crashed')).toMatchObject([{ word: 'Crashed in production' }]);
});

it.each([
  [0, 'ready', 'Stopping in production'],
  [100, 'ready', 'Live in production'],
  [0, 'crashed', 'Crashed in production'],
] as const)(
  'calls %p %% and %s, where nothing is to run: %s',
  (weight, state, word) => {
    const serving = [{ environment: 'production', weight, state }];
    expect(
      servingWords(aVersion({ serving }), [anIdleEnvironment('production')]),
    ).toEqual([expect.objectContaining({ word })]);
  },
);

it.each([
  [3, 40, 'Live 40 % in production'],
  [2, 35, '35 % in production'],
  [4, 10, 'Canary 10 % in production'],
])(
  'calls version %p with %p %%, where requests are shared out by hand: %s',
  (version, weight, word) => {
    const production = anEnvironmentStatus({
      trafficEdit: {
        revision: 'd-3',
        weights: [
          { version: 3, weight: 53 },
          { version: 2, weight: 47 },
        ],
        versions: [3, 2],
      },
    });
    const serving = [
      { environment: 'production', weight, state: 'ready' as const },
    ];
    expect(servingWords(aVersion({ version, serving }), [production])).toEqual([
      expect.objectContaining({ word }),
    ]);
  },
);

it('says nothing of a version that serves nowhere', () => {
  expect(
    servingWords(aVersion({ serving: [] }), [anIdleEnvironment('production')]),
  ).toEqual([]);
});

it.each([
  [
    3,
    'awaiting-approval',
    ['Warm in production', 'Waits for approval in production'],
  ],
  [4, 'awaiting-approval', ['Warm in production']],
  [3, 'building', ['Warm in production']],
] as const)(
  'says of version 3 while version %p is %s: %p',
  (version, status, words) => {
    const serving = [
      { environment: 'production', weight: 0, state: 'ready' as const },
    ];
    const production = anEnvironmentStatus({
      activeDeployment: aDeploymentSummary({ version, status }),
    });
    expect(
      servingWords(aVersion({ version: 3, serving }), [production]).map(
        ({ word }) => word,
      ),
    ).toEqual(words);
  },
);

const ADDRESS = 'http://127.0.0.1:7070/production/default/flight-delay';

it.each([
  [`${ADDRESS}/versions/2`, 'ready', {}],
  [`${ADDRESS}/versions/2`, 'ready', { endpoint: `${ADDRESS}/` }],
  [undefined, 'crashed', {}],
  [undefined, 'ready', { endpoint: undefined }],
  [undefined, 'ready', { runtime: 'external' }],
] as const)(
  'gives the address %p of what is %s, with %j',
  (address, state, set) => {
    const serving = [{ environment: 'production', weight: 0, state }];
    expect(
      servingWords(aVersion({ version: 2, serving }), [
        anEnvironmentStatus(set),
      ]),
    ).toEqual([expect.objectContaining({ address })]);
  },
);

describe('a version that serves nowhere', () => {
  const wordOf = (
    version: number,
    changes: Parameters<typeof anEnvironmentStatus>[0] = {},
  ) =>
    restingWord(aVersion({ version, serving: [] }), [
      anIdleEnvironment('staging'),
      anEnvironmentStatus({
        trafficEdit: {
          revision: 'd-3',
          weights: [{ version: 3, weight: 100 }],
          versions: [3, 2],
        },
        ...changes,
      }),
    ]);

  it('is retired where it was live', () => {
    expect(wordOf(2)).toEqual({
      status: 'retired',
      word: 'Retired',
      title: 'Was live in production, and runs no more',
    });
    const stopped = { version: 3, until: '2026-03-01T11:01:00.000Z' };
    expect(
      wordOf(3, { trafficEdit: undefined, lastServed: stopped }),
    ).toMatchObject({ word: 'Retired' });
  });

  it.each([
    ['was live nowhere', 1, {}],
    ['is to answer, and is down', 3, {}],
    ['may run, as its runtime does not answer', 2, { endpoint: undefined }],
    [
      'gets no requests from where its pipeline put it',
      3,
      {
        trafficEdit: undefined,
        lastServed: {
          version: 3,
          until: '2026-03-01T11:01:00.000Z',
          ceased: true as const,
        },
      },
    ],
  ])('is not called so where it %s', (_, version, changes) => {
    expect(wordOf(version, changes)).toEqual({
      status: 'stopped',
      word: 'Serves nowhere',
    });
  });
});
