import { Knex } from 'knex';
import { findUuidTimeMs } from '../../findUuidTimeMs';
import { Inference } from '../../inference/Inference';
import { placeWindow } from '../profile/WindowKey';
import { addToCompletenessWindows } from './completenessWindows';
import { addToSequenceWindows } from './sequenceWindows';

/** What of a stored record completeness is counted by. */
export type ReceivedRecord = Pick<
  Inference,
  | 'modelRef'
  | 'environment'
  | 'version'
  | 'row'
  | 'timeMs'
  | 'receivedMs'
  | 'replay'
  | 'gatewayId'
  | 'instanceId'
  | 'sequence'
>;

/**
 * Counts records that this transaction has stored: requests by their first row,
 * which every request has, and the numbers that instances give their records.
 */
export async function countReceived(
  trx: Knex.Transaction,
  records: readonly ReceivedRecord[],
  nowMs: number,
): Promise<void> {
  await addToCompletenessWindows(
    trx,
    records
      .filter(({ row, replay }) => row === 0 && !replay)
      .map(record => toRequest(record, nowMs)),
  );
  await addToSequenceWindows(
    trx,
    records.flatMap(record => toNumbered(record, nowMs) ?? []),
  );
}

/** By the clock that the gateway counted it by, where the record tells. */
function toRequest(
  { modelRef, environment, version, gatewayId, timeMs }: ReceivedRecord,
  nowMs: number,
) {
  const takenMs = gatewayId && findUuidTimeMs(gatewayId.toLowerCase());
  return {
    modelRef,
    environment,
    version,
    ...placeWindow(takenMs || timeMs, nowMs),
    served: 0,
    stored: takenMs ? 1 : 0,
    storedUnstamped: takenMs ? 0 : 1,
  };
}

/** A replay is numbered as it is sent, long after its event. */
function toNumbered(record: ReceivedRecord, nowMs: number) {
  const { modelRef, environment, version, instanceId, sequence } = record;
  if (instanceId === undefined || sequence === undefined) {
    return undefined;
  }
  const atMs = record.replay ? record.receivedMs : record.timeMs;
  return {
    modelRef,
    environment,
    version,
    ...placeWindow(atMs, nowMs),
    instanceId,
    records: 1,
    firstSequence: sequence,
    lastSequence: sequence,
    firstMs: atMs,
    lastMs: atMs,
  };
}
