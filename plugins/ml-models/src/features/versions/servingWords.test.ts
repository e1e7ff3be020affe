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
  expect(servingWords(aVersion({ serving }))).toEqual([
    expect.objectContaining({ word }),
  ]);
});

it('says nothing of a version that serves nowhere', () => {
  expect(servingWords(aVersion({ serving: [] }))).toEqual([]);
});
