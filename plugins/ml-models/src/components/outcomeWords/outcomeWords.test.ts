import { outcomeWords } from './outcomeWords';

it.each([
  [{ total: 100 }, '100 records, 4 errors (4 %)'],
  [
    { total: 100, invalidRequests: 6 },
    '100 records, 4 errors (4 %), 6 invalid requests',
  ],
  [
    { total: 1_000, failuresUntold: 900, invalidRequests: 1 },
    '1,000 records, 4 errors (4 % of 100; 900 imported without failures), 1 invalid request',
  ],
  [
    { total: 900, failuresUntold: 900, errors: 0 },
    '900 records (imported from a log that has no failures in it)',
  ],
  [{ total: 0, errors: 0 }, '0 records'],
])(
  'tells the share of errors among those it is known of: %j',
  (counts, words) => {
    expect(
      outcomeWords({
        noun: 'record',
        errors: 4,
        invalidRequests: 0,
        ...counts,
      }),
    ).toBe(words);
  },
);
