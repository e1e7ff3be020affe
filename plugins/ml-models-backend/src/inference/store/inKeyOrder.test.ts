import {
  anInference,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { inKeyOrder } from './inKeyOrder';

const DAY_MS = 24 * 60 * 60 * 1000;

const aRecord = (modelKey: number, daysAgo: number) => ({
  modelKey,
  inference: anInference({ timeMs: NOON_MS - daysAgo * DAY_MS }),
});

describe('inKeyOrder', () => {
  it('goes from day to day, and in a day from model to model', () => {
    const records = [
      aRecord(1, 1),
      aRecord(2, 1),
      aRecord(1, 0),
      aRecord(2, 0),
    ];
    expect(inKeyOrder([...records].reverse())).toEqual(records);
  });

  it('leaves the first of those with one key', () => {
    const record = aRecord(1, 0);
    const repeated = { ...record, inference: { ...record.inference } };
    expect(inKeyOrder([record, aRecord(1, 1), repeated])[1]).toBe(record);
    expect(inKeyOrder([record, repeated])).toHaveLength(1);
  });
});
