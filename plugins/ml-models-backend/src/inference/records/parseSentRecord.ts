import { InputError } from '@backstage/errors';
import {
  ImportOrigin,
  NamedValues,
  SendRecordsQuery,
  sentRecordSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { RecordKey } from '@noshelfware/backstage-plugin-ml-models-node';
import { z } from 'zod';
import { RequestBudget } from '../body/RequestBudget';
import { findEventTimeMs } from '../eventTime';
import { feedbackRows } from '../feedbackRows';
import { makeInferenceId } from '../makeInferenceId';
import { numberRows } from '../numberRows';
import { outcomeOf } from '../outcomeOf';
import { readObservedMs } from '../readObservedMs';
import { Report } from '../Report';
import {
  isRejection,
  Rejection,
  ReportedInference,
} from '../ReportedInference';
import { splitRows } from '../splitRows';
import { readPlainValue } from './readPlainValue';

export interface SentRecordContext {
  /** For what a record does not say itself. */
  defaults: SendRecordsQuery;
  budget: RequestBudget;
  nowMs: number;
  /** Of an import. */
  imported?: ImportOrigin;
}

/** A record with the id that it is known by from now on. */
export interface ParsedRecord {
  id: string;
  report: Report;
}

type SentFields = z.output<typeof sentRecordSchema>;
type KeyedRecord = RecordKey & { modelRef: string; timeMs: number };

/** Anything but these makes a prediction of what has a target. */
const FEEDBACK_FIELDS = [
  'id',
  'time',
  'model',
  'row',
  'target',
  'observedAt',
  // What an exporter writes into every line says nothing of a prediction.
  'version',
  'environment',
];

/** Reads a record of plain JSON. */
export function parseSentRecord(
  json: unknown,
  context: SentRecordContext,
): ParsedRecord | Rejection {
  const item = readItem(json, context.budget);
  if (isRejection(item)) {
    return item;
  }
  const parsed = sentRecordSchema.safeParse(item.values);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    return { reason: `${path.join('.') || 'the record'}: ${message}` };
  }
  const key = findKey(parsed.data, context);
  if (isRejection(key)) {
    return key;
  }
  const report = makeReport({ key, fields: parsed.data, ...item }, context);
  return isRejection(report) ? report : { id: key.inferenceId, report };
}

function readItem(
  json: unknown,
  budget: RequestBudget,
): { values: NamedValues } | Rejection {
  try {
    const values = readPlainValue(json, budget);
    return typeof values === 'object' && !Array.isArray(values)
      ? { values }
      : { reason: 'the record is not a JSON object' };
  } catch (error) {
    if (error instanceof InputError) return { reason: error.message };
    throw error;
  }
}

/** Which record of which model it is about. */
function findKey(
  fields: SentFields,
  context: SentRecordContext,
): KeyedRecord | Rejection {
  const modelRef = fields.model ?? context.defaults.model;
  if (modelRef === undefined) {
    return { reason: 'model is missing: name it here or in the query' };
  }
  const event = findEvent(fields, context);
  return isRejection(event)
    ? event
    : {
        ...event,
        modelRef: modelRef.toLocaleLowerCase('en-US'),
        row: fields.row ?? 0,
      };
}

function findEvent(
  { id, time }: SentFields,
  { nowMs }: SentRecordContext,
): Pick<KeyedRecord, 'inferenceId' | 'timeMs'> | Rejection {
  const ownId = id?.toLocaleLowerCase('en-US') ?? '';
  const ownTimeMs = findEventTimeMs(ownId);
  if (ownTimeMs !== undefined) {
    return { inferenceId: ownId, timeMs: ownTimeMs };
  }
  if (id !== undefined && time === undefined) {
    return {
      reason: 'the id is not a UUIDv7, so that the record needs its time too',
    };
  }
  const timeMs = time === undefined ? nowMs : readObservedMs(time);
  const inferenceId =
    timeMs === undefined ? undefined : makeInferenceId(timeMs, id);
  return timeMs === undefined || inferenceId === undefined
    ? { reason: 'the time is not one after 1970' }
    : { inferenceId, timeMs };
}

function makeReport(
  {
    key,
    fields,
    values,
  }: { key: KeyedRecord; fields: SentFields; values: NamedValues },
  { defaults, imported }: SentRecordContext,
): Report | Rejection {
  const inferences = Object.keys(values).every(isOfFeedback)
    ? []
    : makeInferences({ key, fields, values, defaults, imported });
  if (isRejection(inferences)) {
    return inferences;
  }
  const feedback =
    values.target === undefined
      ? []
      : feedbackRows(
          { ...key, observedMs: readObservedMs(fields.observedAt) },
          values.target,
        );
  if (isRejection(feedback)) {
    return feedback;
  }
  if (inferences.length + feedback.length === 0) {
    return {
      reason:
        'the record has neither inputs, outputs nor a target: a prediction has inputs, its true outcome an id and a target',
    };
  }
  return inferences.length === 0 && fields.id === undefined
    ? { reason: 'feedback needs the id of its inference' }
    : new Report(inferences, feedback);
}

function isOfFeedback(name: string): boolean {
  return FEEDBACK_FIELDS.includes(name);
}

function makeInferences(options: {
  key: KeyedRecord;
  fields: SentFields;
  values: NamedValues;
  defaults: SendRecordsQuery;
  imported: ImportOrigin | undefined;
}): ReportedInference[] | Rejection {
  const { key, fields, values, defaults, imported } = options;
  const version = fields.version ?? defaults.version;
  const environment = fields.environment ?? defaults.environment;
  if (version === undefined || environment === undefined) {
    return {
      reason: `${
        version === undefined ? 'version' : 'environment'
      } is missing: name it here or in the query`,
    };
  }
  const rows = splitRows({ inputs: values.inputs, outputs: values.outputs });
  return isRejection(rows)
    ? rows
    : numberRows(
        {
          ...key,
          ...outcomeOf(fields),
          serviceVersion: String(version),
          environment,
          traffic: fields.traffic ?? 'primary',
          replay: fields.replay ?? false,
          durationMs: fields.durationMs,
          requestId: fields.requestId,
          gatewayId: fields.gatewayId,
          instanceId: fields.instanceId,
          sequence: fields.sequence,
          imported,
        },
        rows,
      );
}
