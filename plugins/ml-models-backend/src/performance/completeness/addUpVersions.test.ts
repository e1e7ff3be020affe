import { VersionCompleteness } from '@noshelfware/backstage-plugin-ml-models-common';
import { addUpVersions } from './addUpVersions';

function aVersion(changes: Partial<VersionCompleteness>): VersionCompleteness {
  const { stored, expected } = { stored: 0, expected: 0, ...changes };
  return {
    version: 1,
    basis: 'gateway',
    stored,
    expected,
    missing: expected - stored,
    share: expected > 0 ? stored / expected : undefined,
    series: [],
    gaps: [],
    furtherGaps: 0,
    ...changes,
  };
}

const GREAT = aVersion({ stored: 9_999, expected: 10_000 });
const SMALL = aVersion({ version: 2, stored: 5, expected: 10 });
const UNCOUNTED = aVersion({ version: 3, basis: 'none' });

describe('addUpVersions', () => {
  it('adds up the numbers, and does not average the shares', () => {
    expect(addUpVersions([SMALL, GREAT])).toEqual({
      basis: 'gateway',
      uncounted: 0,
      stored: 10_004,
      expected: 10_010,
      missing: 6,
      share: 10_004 / 10_010,
    });
  });

  it('says nothing of one version alone, or where nobody has counted', () => {
    expect(addUpVersions([])).toBeUndefined();
    expect(addUpVersions([GREAT])).toBeUndefined();
    expect(addUpVersions([UNCOUNTED, GREAT])).toBeUndefined();
    expect(addUpVersions([UNCOUNTED, UNCOUNTED])).toBeUndefined();
  });

  it('says how many versions are not in it', () => {
    expect(addUpVersions([UNCOUNTED, SMALL, GREAT])).toMatchObject({
      uncounted: 1,
      expected: 10_010,
    });
  });

  it('says when the tail is unknown', () => {
    const numbered = { ...SMALL, basis: 'sequence' as const };
    expect(addUpVersions([numbered, numbered])?.basis).toBe('sequence');
    expect(addUpVersions([numbered, GREAT])?.basis).toBe('mixed');
  });
});
