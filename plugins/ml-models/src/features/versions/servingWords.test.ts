import { aVersion } from '../../__testUtils__/builders/aVersion';
import { servingWords } from './servingWords';

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
  expect(servingWords(aVersion({ serving }), ['staging'])).toEqual([
    expect.objectContaining({ word }),
  ]);
});

it.each([
  [0, 'ready', 'Stopping in production'],
  [100, 'ready', 'Live in production'],
  [0, 'crashed', 'Crashed in production'],
] as const)(
  'calls %p %% and %s, where nothing is to run: %s',
  (weight, state, word) => {
    const serving = [{ environment: 'production', weight, state }];
    expect(servingWords(aVersion({ serving }), ['production'])).toEqual([
      expect.objectContaining({ word }),
    ]);
  },
);

it('says nothing of a version that serves nowhere', () => {
  expect(servingWords(aVersion({ serving: [] }), ['production'])).toEqual([]);
});
