import { Settings } from 'luxon';
import { formatBucket } from './formatBucket';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MIDNIGHT = Date.parse('2026-03-12T00:00:00.000Z');

describe('formatBucket', () => {
  const { defaultZone } = Settings;
  beforeEach(() => {
    Settings.defaultZone = 'America/New_York';
  });
  afterEach(() => {
    Settings.defaultZone = defaultZone;
  });

  it("tells hours in the viewer's zone", () => {
    expect(formatBucket(MIDNIGHT + 18 * HOUR_MS, HOUR_MS)).toBe(
      'Thu 12 Mar, 14:00 – 15:00',
    );
  });

  it('calls a day of UTC by its own date west of it, too', () => {
    expect(formatBucket(MIDNIGHT, DAY_MS)).toBe('Thu 12 Mar UTC');
    expect(formatBucket(MIDNIGHT, 7 * DAY_MS)).toBe('12 – 18 Mar UTC');
  });
});
