import { WindowBatch } from './WindowBatch';
import { FIVE_MINUTES_S, HOUR_S, WindowKey } from './WindowKey';

const KEY: WindowKey = {
  modelRef: 'mlmodel:default/flight-delay',
  environment: 'production',
  version: 1,
  traffic: 'primary',
  replay: false,
  startS: HOUR_S,
  granularity: FIVE_MINUTES_S,
};

describe('WindowBatch', () => {
  it.each<Partial<WindowKey>>([
    { modelRef: 'mlmodel:default/flight-ghost' },
    { environment: 'staging' },
    { version: 2 },
    { traffic: 'canary' },
    { replay: true },
    { startS: HOUR_S + FIVE_MINUTES_S },
    { granularity: HOUR_S },
  ])('keeps windows apart that differ by %j', difference => {
    const batch = new WindowBatch();
    const profile = batch.profileOf(KEY);
    const other = batch.profileOf({ ...KEY, ...difference });
    expect(other).not.toBe(profile);
    expect(batch.profileOf({ ...KEY })).toBe(profile);
    expect(batch.windows()).toHaveLength(2);
  });
});
