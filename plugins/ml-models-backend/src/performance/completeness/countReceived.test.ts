import { FIVE_MINUTES_S } from '../profile/WindowKey';
import { ReceivedRecord, sumUpReceived } from './countReceived';

const NOW_MS = Date.UTC(2026, 5, 1, 12);

const RECORD: ReceivedRecord = {
  modelRef: 'mlmodel:default/flight-delay',
  environment: 'production',
  version: 1,
  row: 0,
  timeMs: NOW_MS,
  receivedMs: NOW_MS,
  replay: false,
  traffic: 'primary',
  instanceId: 'one',
  sequence: 7,
};

describe('sumUpReceived', () => {
  it.each<Partial<ReceivedRecord>>([
    { modelRef: 'mlmodel:default/flight-ghost' },
    { environment: 'staging' },
    { version: 2 },
    { timeMs: NOW_MS - FIVE_MINUTES_S * 1000 },
    // In the hour of the first, which is no window of five minutes any more.
    { timeMs: NOW_MS - 7 * 24 * 60 * 60 * 1000 },
  ])('counts records apart that differ by %j', difference => {
    const { requests, numbers } = sumUpReceived(
      [RECORD, { ...RECORD, ...difference }, RECORD],
      NOW_MS,
    );
    expect(requests.map(sum => sum.storedUnstamped)).toEqual([2, 1]);
    expect(numbers.map(sum => sum.records)).toEqual([2, 1]);
  });

  it('counts of what a gateway let through no answer that it did not count', () => {
    const time = NOW_MS.toString(16).padStart(12, '0');
    const stamped: ReceivedRecord = {
      ...RECORD,
      gatewayId: `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000001`,
    };
    const answered = [undefined, 200, 400, 404, 405, 500].map(statusCode => ({
      ...stamped,
      statusCode,
    }));
    const { requests } = sumUpReceived(
      [...answered, { ...RECORD, statusCode: 404 }],
      NOW_MS,
    );
    expect(requests).toMatchObject([{ stored: 4, storedUnstamped: 1 }]);
  });

  it('counts the numbers of each instance apart', () => {
    const { requests, numbers } = sumUpReceived(
      [
        RECORD,
        { ...RECORD, instanceId: 'two', sequence: 3 },
        { ...RECORD, sequence: 5, timeMs: NOW_MS + 1 },
      ],
      NOW_MS,
    );
    expect(requests).toMatchObject([{ storedUnstamped: 3 }]);
    expect(numbers).toMatchObject([
      {
        instanceId: 'one',
        records: 2,
        firstSequence: 5,
        lastSequence: 7,
        firstMs: NOW_MS,
        lastMs: NOW_MS + 1,
      },
      { instanceId: 'two', records: 1, firstSequence: 3, lastSequence: 3 },
    ]);
  });
});
