import { InferenceQuery } from '@noshelfware/backstage-plugin-ml-models-common';
import { anInferenceRecord } from '../../../__testUtils__/builders/anInferenceRecord';
import { countGone } from './countGone';

const FROM = '2026-03-01T10:00:00.000Z';
const UNTIL = '2026-03-01T12:00:00.000Z';

/** An hour each, from 10:00 on. */
function aHistogram(...errors: number[]) {
  return {
    from: '2026-03-01T00:00:00.000Z',
    until: '2026-03-01T12:00:00.000Z',
    bucketSeconds: 3600,
    buckets: errors.map((count, hour) => ({
      start: new Date(Date.parse(FROM) + hour * 3_600_000).toISOString(),
      ok: 1,
      invalidRequests: 2,
      errors: count,
    })),
    total: 0,
    invalidRequests: 0,
    errors: 0,
  };
}

const goneOf = (query: InferenceQuery, ...times: string[]) =>
  countGone({
    query,
    counts: aHistogram(4, 5),
    records: times.map(time => anInferenceRecord({ time })),
  });

it('is what was counted, by whatever it ended with, less what is kept', () => {
  expect(goneOf({ from: FROM, until: UNTIL })).toBe(15);
  expect(
    goneOf({ from: FROM, until: UNTIL }, FROM, '2026-03-01T11:30:00.000Z'),
  ).toBe(13);
  expect(goneOf({})).toBe(15);
});

it('leaves out buckets that reach beyond the range', () => {
  const from = '2026-03-01T10:30:00.000Z';
  const late = '2026-03-01T11:30:00.000Z';
  expect(goneOf({ from, until: UNTIL }, from, late)).toBe(7);
  expect(goneOf({ from: FROM, until: late }, from)).toBe(6);
  expect(goneOf({ from, until: late })).toBe(0);
});

it('is none where more is kept than was counted yet', () => {
  expect(goneOf({ from: FROM }, ...Array<string>(16).fill(FROM))).toBe(0);
});

it('is none where single records are counted', () => {
  expect(goneOf({ from: FROM, text: 'timeout' })).toBe(0);
});
