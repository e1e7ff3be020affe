import { aPerformanceReport } from '../../../__testUtils__/builders/aPerformanceReport';
import { totalsOf } from './totalsOf';

function reportWith(invalidRequests: number) {
  const report = aPerformanceReport();
  return { ...report, totals: { ...report.totals, invalidRequests } };
}

function invalidRequestsOf(now: number, before: number) {
  return totalsOf(reportWith(now), {
    label: 'previous period',
    report: reportWith(before),
    query: {},
    shiftMs: 0,
  }).find(({ name }) => name === 'Invalid requests');
}

describe('totalsOf', () => {
  it('tells of invalid requests that are new, and of those that are gone', () => {
    expect(invalidRequestsOf(20, 0)?.before).toBe(
      '+2 points against previous period (0 %)',
    );
    expect(invalidRequestsOf(0, 20)?.before).toBe(
      '−2 points against previous period (2 %)',
    );
  });

  it('tells errors of those requests alone that failures would be known of', () => {
    const errorsOf = (failuresUntold: number) => {
      const report = aPerformanceReport();
      const totals = { ...report.totals, requests: 1_000, errors: 10 };
      return totalsOf({
        ...report,
        totals: { ...totals, failuresUntold },
      }).find(({ name }) => name === 'Errors');
    };
    expect(errorsOf(500)).toMatchObject({
      value: '2 %',
      n: '10 of 500; 500 imported without failures',
    });
    expect(errorsOf(1_000)).toMatchObject({
      value: '–',
      n: '1,000 imported without failures',
    });
  });

  it('says what few requests and labels before are worth', () => {
    const before = aPerformanceReport();
    const compared = (timed: number, accuracy: number) =>
      totalsOf(aPerformanceReport(), {
        label: 'previous period',
        report: {
          ...before,
          totals: {
            ...before.totals,
            p99Ms: 9,
            timed,
            accuracy: 0.9,
            samples: { accuracy },
          },
        },
        query: {},
        shiftMs: 0,
      });
    const tell = (name: string, timed: number, labels: number) =>
      compared(timed, labels).find(total => total.name === name)?.before;
    expect(tell('Latency p99 ≈', 99, 500)).toMatch(
      /against previous period \(9 ms, n = 99, too few to judge\)$/,
    );
    expect(tell('Latency p99 ≈', 100, 500)).toMatch(/\(9 ms\)$/);
    expect(tell('Accuracy', 100, 499)).toMatch(
      /\(0.9, n = 499 of 500 labels, too few to judge\)$/,
    );
    expect(tell('Accuracy', 100, 500)).toMatch(/\(0.9\)$/);
  });

  it('counts the labels that arrived, however few', () => {
    const report = aPerformanceReport();
    const totals = {
      ...report.totals,
      requests: 3,
      labels: 1,
      labelsMissing: 2,
    };
    expect(
      totalsOf({ ...report, totals }).find(
        ({ name }) => name === 'Labels arrived',
      )?.n,
    ).not.toMatch(/too few/);
    expect(
      totalsOf({ ...report, totals }).find(({ name }) => name === 'Errors')?.n,
    ).toMatch(/ of 3, too few to judge$/);
  });

  it.each([
    [499, 'n = 499, too few to judge'],
    [500, 'n = 500'],
  ])('says what %p scores are worth, without labels', (n, words) => {
    const report = aPerformanceReport();
    const estimate = { accuracy: 0.8, n };
    const totals = totalsOf({
      ...report,
      totals: { ...report.totals, estimate },
    });
    expect(totals.find(({ name }) => name === 'Accuracy, estimated')?.n).toBe(
      words,
    );
  });

  it.each([
    [499, 'n = 499 labels, too few to judge'],
    [500, 'n = 500 labels'],
  ])('says what %p labels are worth', (labels, words) => {
    const report = aPerformanceReport();
    const totals = totalsOf({
      ...report,
      totals: { ...report.totals, accuracy: 0.8, labels, samples: {} },
    });
    expect(totals.find(({ name }) => name === 'Accuracy')?.n).toBe(words);
  });

  it.each([
    [499, 500, 'n = 499 of 500 labels, too few to judge'],
    [12_345, 28_941, 'n = 12.3K of 28.9K labels'],
    // Those without a score are too few to show.
    [28_930, 28_941, 'n = 28.9K labels'],
  ])(
    'says of how many labels %p are that a measure rests on',
    (n, labels, words) => {
      const report = aPerformanceReport();
      const totals = totalsOf({
        ...report,
        totals: { ...report.totals, f1: 0.8, labels, samples: { f1: n } },
      });
      expect(totals.find(({ name }) => name === 'F1')?.n).toBe(words);
    },
  );

  it.each([
    [0.0199, '0.72', '+0.12 against before (0.6)'],
    [0.02, '0.72 ± 0.02', '+0.12 against before (0.6 ± 0.02)'],
  ])('says that ROC AUC may be off by %p', (rocAucErrorMax, value, before) => {
    const reportOf = (rocAuc: number) => {
      const report = aPerformanceReport();
      return {
        ...report,
        totals: { ...report.totals, rocAuc, rocAucErrorMax },
      };
    };
    const compared = { label: 'before', query: {}, shiftMs: 0 };
    const totals = totalsOf(reportOf(0.72), {
      ...compared,
      report: reportOf(0.6),
    });
    expect(totals.find(({ name }) => name === 'ROC AUC')).toMatchObject({
      value,
      before,
    });
    expect(totals.find(({ name }) => name === 'Accuracy')?.value).toBe('0.8');
  });

  it('says nothing of invalid requests where there have been none', () => {
    expect(invalidRequestsOf(0, 0)).toBeUndefined();
  });
});
