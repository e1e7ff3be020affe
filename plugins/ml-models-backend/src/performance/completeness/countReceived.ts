import { Inference } from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { findUuidTimeMs } from '../../findUuidTimeMs';
import { placeWindow } from '../profile/WindowKey';
import {
  addToCompletenessWindows,
  CompletenessWindow,
} from './completenessWindows';
import { addToSequenceWindows, SequenceWindow } from './sequenceWindows';

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

export interface ReceivedSums {
  requests: CompletenessWindow[];
  numbers: SequenceWindow[];
}

/**
 * Counts requests by their first row, which every request has, and the numbers
 * that instances give their records.
 */
export function sumUpReceived(
  records: readonly ReceivedRecord[],
  nowMs: number,
): ReceivedSums {
  // Summed up in place: every record that is stored passes here.
  const requests = new Map<string, CompletenessWindow>();
  const numbers = new Map<string, SequenceWindow>();
  for (const record of records) {
    if (record.row === 0 && !record.replay) {
      countRequest(requests, record, nowMs);
    }
    countNumber(numbers, record, nowMs);
  }
  return {
    requests: [...requests.values()],
    numbers: [...numbers.values()],
  };
}

/** Adds sums of records that this transaction has stored. */
export async function addReceived(
  trx: Knex.Transaction,
  { requests, numbers }: ReceivedSums,
): Promise<void> {
  await addToCompletenessWindows(trx, requests);
  await addToSequenceWindows(trx, numbers);
}

/** By the clock that the gateway counted it by, where the record tells. */
function countRequest(
  requests: Map<string, CompletenessWindow>,
  record: ReceivedRecord,
  nowMs: number,
): void {
  const { modelRef, environment, version, gatewayId, timeMs } = record;
  const takenMs = gatewayId && findUuidTimeMs(gatewayId.toLowerCase());
  const window = placeWindow(takenMs || timeMs, nowMs);
  const key = `${modelRef} ${environment} ${version} ${window.startS} ${window.granularity}`;
  let sum = requests.get(key);
  if (!sum) {
    sum = {
      modelRef,
      environment,
      version,
      ...window,
      served: 0,
      stored: 0,
      storedUnstamped: 0,
    };
    requests.set(key, sum);
  }
  if (takenMs) {
    sum.stored += 1;
  } else {
    sum.storedUnstamped += 1;
  }
}

function countNumber(
  numbers: Map<string, SequenceWindow>,
  record: ReceivedRecord,
  nowMs: number,
): void {
  const { modelRef, environment, version, instanceId, sequence } = record;
  if (instanceId === undefined || sequence === undefined) {
    return;
  }
  // A replay is numbered as it is sent, long after its event.
  const atMs = record.replay ? record.receivedMs : record.timeMs;
  const window = placeWindow(atMs, nowMs);
  const key = `${modelRef} ${environment} ${version} ${window.startS} ${window.granularity} ${instanceId}`;
  const sum = numbers.get(key);
  if (sum) {
    sum.records += 1;
    sum.firstSequence = Math.min(sum.firstSequence, sequence);
    sum.lastSequence = Math.max(sum.lastSequence, sequence);
    sum.firstMs = Math.min(sum.firstMs, atMs);
    sum.lastMs = Math.max(sum.lastMs, atMs);
  } else {
    numbers.set(key, {
      modelRef,
      environment,
      version,
      instanceId,
      ...window,
      records: 1,
      firstSequence: sequence,
      lastSequence: sequence,
      firstMs: atMs,
      lastMs: atMs,
    });
  }
}
