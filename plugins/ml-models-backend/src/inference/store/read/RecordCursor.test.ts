import {
  anInferenceId,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { decodeCursor, encodeCursor } from './RecordCursor';

const at = (row: number) => ({
  timeMs: NOON_MS,
  inferenceId: anInferenceId(NOON_MS),
  row,
});

describe('decodeCursor', () => {
  it('gives back the position that was encoded', () => {
    expect(decodeCursor(encodeCursor(at(7)))).toEqual(at(7));
  });

  it.each([3_000_000_000, -1, 0.5])('takes no row %d', row => {
    expect(() => decodeCursor(encodeCursor(at(row)))).toThrow('query.cursor');
  });
});
