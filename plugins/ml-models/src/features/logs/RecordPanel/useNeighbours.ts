import {
  InferenceNeighbours,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useOperation } from '../../../api/useOperation';
import { ModelParams } from '../api/ModelParams';
import { findRecordKey, recordKey } from '../records/mergeRecords';

/** What was answered around a record; nothing for a key that is none. */
export function useNeighbours(params: ModelParams, key: string) {
  const { id = '', row = 0 } = findRecordKey(key) ?? {};
  return useOperation(
    operations.getInferenceNeighbours,
    { params: { ...params, id, row } },
    { enabled: id !== '' },
  );
}

export type NeighboursQuery = ReturnType<typeof useNeighbours>;

/** @returns the keys of the records just after and before in time */
export function keysBeside(neighbours: InferenceNeighbours | undefined) {
  const newer = neighbours?.newer[neighbours.newer.length - 1];
  const older = neighbours?.older[0];
  return {
    newer: newer && recordKey(newer),
    older: older && recordKey(older),
  };
}
