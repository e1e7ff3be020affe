import { InferenceNeighbours } from '@noshelfware/backstage-plugin-ml-models-common';
import { Inference, RecordKey } from '../../inference/Inference';
import { KeptRecord, toInferenceRecord } from './KeptRecord';

const NEIGHBOURS_MAX = 3;
const REQUEST_ROWS_MAX = 100;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * @param records - of one model, newest first
 * @returns undefined when the record is not among them
 */
export function findAround(
  records: readonly KeptRecord[],
  { inferenceId, row }: RecordKey,
): InferenceNeighbours | undefined {
  const at = records.findIndex(
    ({ inference }) =>
      inference.inferenceId === inferenceId && inference.row === row,
  );
  if (at < 0) {
    return undefined;
  }
  const middle = records[at];
  return {
    newer: records
      .slice(Math.max(0, at - NEIGHBOURS_MAX), at)
      .map(toInferenceRecord),
    older: records
      .slice(at + 1, at + 1 + NEIGHBOURS_MAX)
      .map(toInferenceRecord),
    sameRequest: records
      .filter(
        record =>
          record !== middle && isOfRequest(record.inference, middle.inference),
      )
      .sort((a, b) => a.inference.row - b.inference.row)
      .slice(0, REQUEST_ROWS_MAX)
      .map(toInferenceRecord),
  };
}

function isOfRequest(one: Inference, other: Inference): boolean {
  return (
    one.inferenceId === other.inferenceId ||
    (one.requestId !== undefined &&
      one.requestId === other.requestId &&
      Math.floor(one.timeMs / DAY_MS) === Math.floor(other.timeMs / DAY_MS))
  );
}
