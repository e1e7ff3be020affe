import { histogramSeries } from './histogramSeries';

const START = Date.parse('2026-03-01T10:00:00.000Z');
const HOUR = 3_600_000;

const data = {
  from: '2026-03-01T00:00:00.000Z',
  until: '2026-03-01T12:00:00.000Z',
  bucketSeconds: 3_600,
  buckets: [
    {
      start: '2026-03-01T11:00:00.000Z',
      ok: 10,
      invalidRequests: 3,
      errors: 2,
    },
  ],
  total: 15,
  invalidRequests: 3,
  errors: 2,
};

describe('histogramSeries', () => {
  it('stacks invalid requests and errors on answers, and leaves hours without records empty', () => {
    const { series } = histogramSeries(data, {
      from: START,
      until: START + 3 * HOUR,
    });
    expect(series.map(({ name, values }) => [name, values])).toEqual([
      ['ok', [null, 10, null]],
      ['invalid requests', [null, 3, null]],
      ['errors', [null, 2, null]],
    ]);
  });

  it('calls nothing ok of which nobody knows whether it failed', () => {
    const [bucket] = data.buckets;
    const { series } = histogramSeries(
      {
        ...data,
        buckets: [{ ...bucket, failuresUntold: 7 }],
        failuresUntold: 7,
      },
      { from: START, until: START + 2 * HOUR },
    );
    expect(
      series.slice(0, 2).map(({ name, values }) => [name, values]),
    ).toEqual([
      ['ok', [null, 3]],
      ['answered', [null, 7]],
    ]);
  });

  it('begins with the first record when the range is all time', () => {
    const { buckets } = histogramSeries(data, {
      from: undefined,
      until: START + 3 * HOUR,
    });
    expect(buckets.from).toBe(START + HOUR);
  });

  it.each([
    ['failed' as const, data, ['invalid requests', 'errors']],
    ['error' as const, data, ['errors']],
    ['ok' as const, data, ['ok']],
    ['invalid' as const, data, ['invalid requests']],
    [undefined, { ...data, invalidRequests: 0 }, ['ok', 'errors']],
  ])('shows of %s what there can be', (status, found, names) => {
    const view = { from: START, until: START + 3 * HOUR, status };
    const { series } = histogramSeries(found, view);
    expect(series.map(({ name }) => name)).toEqual(names);
  });
});
