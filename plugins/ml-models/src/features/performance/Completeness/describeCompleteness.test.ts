import {
  VersionCompleteness,
  versionCompletenessSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  describeCounted,
  describeGap,
  describeTotalLimits,
  describeVersion,
} from './describeCompleteness';

function aVersion(changes: Partial<VersionCompleteness>): VersionCompleteness {
  return versionCompletenessSchema.parse({
    version: 3,
    basis: 'gateway',
    stored: 998,
    expected: 1_000,
    missing: 2,
    share: 0.998,
    series: [],
    gaps: [],
    furtherGaps: 0,
    ...changes,
  });
}

const WHEN = 'in the last 24 hours';

describe('describeVersion', () => {
  it('says how much is there and how much is missing', () => {
    expect(describeVersion(aVersion({}), WHEN)).toBe(
      '99.8 % recorded in the last 24 hours: 998 of 1,000 requests, 2 missing',
    );
  });

  it('never rounds a loss away', () => {
    const all = { stored: 999_999, expected: 1_000_000, missing: 1 };
    expect(
      describeVersion(aVersion({ ...all, share: 0.999999 }), WHEN),
    ).toMatch(/^99.99 % recorded/);
    expect(
      describeVersion(aVersion({ stored: 1_000, missing: 0, share: 1 }), WHEN),
    ).toBe('100 % recorded in the last 24 hours: all 1,000 requests');
  });

  it('does not call what nobody counted complete', () => {
    const uncounted = aVersion({
      basis: 'none',
      stored: 0,
      expected: 0,
      missing: 0,
      share: undefined,
    });
    expect(describeVersion(uncounted, WHEN)).toBe(
      'nobody has counted what it answered',
    );
  });
});

describe('describeTotalLimits', () => {
  const total = { stored: 9, expected: 10, missing: 1, share: 0.9 };

  it('says nothing where all was counted', () => {
    expect(
      describeTotalLimits({ ...total, basis: 'gateway', uncounted: 0 }),
    ).toBeUndefined();
  });

  it('says that the tail is unknown, and who is not in it', () => {
    expect(
      describeTotalLimits({ ...total, basis: 'sequence', uncounted: 2 }),
    ).toBe('The tail is unknown. Without 2 versions that nobody counted.');
    expect(
      describeTotalLimits({ ...total, basis: 'mixed', uncounted: 0 }),
    ).toBe(
      'Requests of some versions, numbered records of others, of which the tail is unknown.',
    );
  });

  it('calls requests and records by one name', () => {
    expect(describeCounted({ ...total, basis: 'mixed' }, WHEN)).toBe(
      '90 % recorded in the last 24 hours: 9 of 10 answers, 1 missing',
    );
  });
});

describe('describeGap', () => {
  const gap = {
    from: '2026-03-12T14:00:00.000',
    until: '2026-03-12T14:05:00.000',
    missing: 12,
    expected: 480,
  };

  it('says when and how many', () => {
    expect(describeGap(gap, 'gateway')).toBe(
      'Thu 12 Mar, 14:00 – 14:05: 12 of 480 requests left no record',
    );
    const short = { ...gap, until: '2026-03-12T14:00:09.000' };
    expect(describeGap(short, 'sequence')).toBe(
      'Thu 12 Mar, 14:00:00 – 14:00:09: 12 of 480 records never came',
    );
  });

  it('names the day where a gap ends on another', () => {
    const long = { ...gap, until: '2026-03-13T02:00:00.000' };
    expect(describeGap(long, 'gateway')).toMatch(
      /^Thu 12 Mar, 14:00 – Fri 13 Mar, 02:00/,
    );
  });
});
