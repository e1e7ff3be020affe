import {
  Inference,
  isFromModel,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { findUuidTimeMs } from '../../findUuidTimeMs';
import { KeyedSums, KeyedSumsOptions } from '../KeyedSums';
import { placeWindow } from '../profile/WindowKey';
import {
  addToCompletenessWindows,
  CompletenessWindow,
  VersionOfModel,
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
  | 'traffic'
  | 'statusCode'
  | 'gatewayId'
  | 'instanceId'
  | 'sequence'
>;

export interface ReceivedSums {
  requests: CompletenessWindow[];
  numbers: SequenceWindow[];
}

type RequestKey = VersionOfModel &
  Pick<CompletenessWindow, 'startS' | 'granularity'>;
type NumberKey = RequestKey & Pick<SequenceWindow, 'instanceId'>;

const REQUEST_SUMS: KeyedSumsOptions<RequestKey, CompletenessWindow> = {
  isSame: isSameRequestKey,
  textOf: textOfRequestKey,
  begin: key => ({
    ...key,
    served: 0,
    stored: 0,
    storedUnstamped: 0,
    storedShadow: 0,
  }),
};

const NUMBER_SUMS: KeyedSumsOptions<NumberKey, SequenceWindow> = {
  isSame: (a, b) => a.instanceId === b.instanceId && isSameRequestKey(a, b),
  textOf: key => `${textOfRequestKey(key)} ${key.instanceId}`,
  begin: key => ({
    ...key,
    records: 0,
    shadowRecords: 0,
    firstSequence: Infinity,
    lastSequence: -Infinity,
    firstMs: Infinity,
    lastMs: -Infinity,
  }),
};

/**
 * Counts requests by their first row, which every request has, and the numbers
 * that instances give their records.
 */
export function sumUpReceived(
  records: readonly ReceivedRecord[],
  nowMs: number,
): ReceivedSums {
  // Summed up in place: every record that is stored passes here.
  const requests = new KeyedSums(REQUEST_SUMS);
  const numbers = new KeyedSums(NUMBER_SUMS);
  for (const record of records) {
    if (record.row === 0 && !record.replay) {
      countRequest(requests, record, nowMs);
    }
    countNumber(numbers, record, nowMs);
  }
  return { requests: requests.values(), numbers: numbers.values() };
}

/** Adds sums of records that this transaction has stored. */
export async function addReceived(
  trx: Knex.Transaction,
  { requests, numbers }: ReceivedSums,
): Promise<void> {
  await addToCompletenessWindows(trx, requests);
  await addToSequenceWindows(trx, numbers);
}

function isSameRequestKey(a: RequestKey, b: RequestKey): boolean {
  return (
    a.startS === b.startS &&
    a.granularity === b.granularity &&
    a.version === b.version &&
    a.modelRef === b.modelRef &&
    a.environment === b.environment
  );
}

function textOfRequestKey(key: RequestKey): string {
  const { modelRef, environment, version, startS, granularity } = key;
  return `${modelRef} ${environment} ${version} ${startS} ${granularity}`;
}

/** By the clock that the gateway counted it by, where the record tells. */
function countRequest(
  requests: KeyedSums<RequestKey, CompletenessWindow>,
  record: ReceivedRecord,
  nowMs: number,
): void {
  const { modelRef, environment, version, gatewayId, timeMs } = record;
  const takenMs = gatewayId && findUuidTimeMs(gatewayId.toLowerCase());
  if (takenMs && !isFromModel(record.statusCode)) {
    // The gateway has not counted it either: it would hide one that was lost.
    return;
  }
  const { startS, granularity } = placeWindow(takenMs || timeMs, nowMs);
  const key = { modelRef, environment, version, startS, granularity };
  const sum = requests.get(key);
  if (takenMs) {
    sum.stored += 1;
  } else {
    sum.storedUnstamped += 1;
  }
  sum.storedShadow += uncalledOf(record);
}

function countNumber(
  numbers: KeyedSums<NumberKey, SequenceWindow>,
  record: ReceivedRecord,
  nowMs: number,
): void {
  const { modelRef, environment, version, instanceId, sequence } = record;
  if (instanceId === undefined || sequence === undefined) {
    return;
  }
  // A replay is numbered as it is sent, long after its event.
  const atMs = record.replay ? record.receivedMs : record.timeMs;
  const { startS, granularity } = placeWindow(atMs, nowMs);
  const sum = numbers.get({
    modelRef,
    environment,
    version,
    startS,
    granularity,
    instanceId,
  });
  sum.records += 1;
  sum.shadowRecords += uncalledOf(record);
  sum.firstSequence = Math.min(sum.firstSequence, sequence);
  sum.lastSequence = Math.max(sum.lastSequence, sequence);
  sum.firstMs = Math.min(sum.firstMs, atMs);
  sum.lastMs = Math.max(sum.lastMs, atMs);
}

/** What no caller of now has asked for. */
function uncalledOf({ traffic, replay }: ReceivedRecord): 0 | 1 {
  return traffic === 'shadow' || replay ? 1 : 0;
}
