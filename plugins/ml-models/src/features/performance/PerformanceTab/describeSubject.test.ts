import { aPerformanceReport } from '../../../__testUtils__/builders/aPerformanceReport';
import { describeSubject } from './describeSubject';

const title = 'Flight delay risk';

describe('describeSubject', () => {
  it('names model, environment, versions, range in UTC and sample size', () => {
    const report = aPerformanceReport();
    expect(describeSubject({ title, report, compared: undefined })).toBe(
      'Flight delay risk · production · versions 2, 3 · 1 Mar 2026, 10:00 – 1 Mar 2026, 12:00 UTC · 1,000 requests',
    );
  });

  it('says what is compared with, and of one version only that', () => {
    const report = aPerformanceReport({ versions: [3] });
    const compared = { label: 'version 2', report, query: {}, shiftMs: 0 };
    expect(describeSubject({ title, report, compared })).toMatch(
      / · version 3 · .* UTC · compared with version 2 · /,
    );
  });
});
