import { modelRefSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { RecordKey } from '@noshelfware/backstage-plugin-ml-models-node';
import { rememberLast } from '../rememberLast';
import { findEventTimeMs } from './eventTime';
import { OtlpLog } from './otlp/OtlpLog';
import { findInteger, findText } from './otlp/logAttributes';
import { Rejection } from './ReportedInference';

/** Longest an entity ref can be: kind, namespace and name of 63 characters each, and two marks. */
const MODEL_REF_LENGTH_MAX = 191;
const UUID_LENGTH = 36;
/** With the rows of a request behind it, it fits an integer of every database. */
const ROW_MAX = 2 ** 30;

/** @returns an entity ref of a model in lower case; undefined for what is none */
const readModelRef = rememberLast((text: string | undefined) =>
  modelRefSchema.safeParse(text).data?.toLocaleLowerCase('en-US'),
);

export type KeyedRecord = RecordKey & { modelRef: string; timeMs: number };

/** Reads which record of which model a log is about. */
export function parseRecordKey(log: OtlpLog): KeyedRecord | Rejection {
  const modelRef = readModelRef(
    findText(log.attributes, 'noshelfware.model', MODEL_REF_LENGTH_MAX) ??
      findText(log.resource, 'noshelfware.model', MODEL_REF_LENGTH_MAX),
  );
  if (!modelRef) {
    return {
      reason:
        'noshelfware.model is not a full entity ref such as mlmodel:default/flight-delay',
    };
  }
  const inferenceId = findText(
    log.attributes,
    'noshelfware.inference.id',
    UUID_LENGTH + 1,
  )?.toLowerCase();
  const timeMs = inferenceId && findEventTimeMs(inferenceId);
  if (!inferenceId || !timeMs) {
    return { reason: 'noshelfware.inference.id is not a UUIDv7' };
  }
  const row = log.attributes.has('noshelfware.inference.row')
    ? findInteger(log.attributes, 'noshelfware.inference.row', {
        minimum: 0,
        maximum: ROW_MAX,
      })
    : 0;
  if (row === undefined) {
    return {
      reason: 'noshelfware.inference.row is not a whole number from 0 on',
    };
  }
  return {
    modelRef,
    inferenceId,
    row,
    timeMs,
  };
}
