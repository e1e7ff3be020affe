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

  it('says nothing of invalid requests where there have been none', () => {
    expect(invalidRequestsOf(0, 0)).toBeUndefined();
  });
});
