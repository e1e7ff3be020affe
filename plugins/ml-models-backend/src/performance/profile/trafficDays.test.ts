import { sumUpTrafficDays, TrafficRecord } from './trafficDays';

const NOON_MS = Date.UTC(2026, 5, 1, 12);
const DAY_MS = 24 * 60 * 60 * 1000;

const RECORD: TrafficRecord = {
  modelRef: 'mlmodel:default/flight-delay',
  environment: 'production',
  timeMs: NOON_MS,
  replay: false,
  traffic: 'primary',
};

describe('sumUpTrafficDays', () => {
  it.each<Partial<TrafficRecord>>([
    { modelRef: 'mlmodel:default/flight-ghost' },
    { environment: 'staging' },
    { timeMs: NOON_MS + DAY_MS },
  ])('counts records apart that differ by %j', difference => {
    const days = sumUpTrafficDays([
      RECORD,
      { ...RECORD, ...difference },
      RECORD,
    ]);
    expect(days.map(({ requests }) => requests).sort()).toEqual([1, 2]);
  });

  it('leaves the shadow out, and takes no replay for a sign of life', () => {
    const [day] = sumUpTrafficDays([
      RECORD,
      { ...RECORD, timeMs: NOON_MS + 1, replay: true },
      { ...RECORD, timeMs: NOON_MS + 2, traffic: 'shadow' },
    ]);
    expect(day).toMatchObject({ requests: 2, last_live_ms: NOON_MS });
  });
});
