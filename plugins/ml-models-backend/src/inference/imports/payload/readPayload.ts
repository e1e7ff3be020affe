import { Rejection } from '../../ReportedInference';
import { PayloadNames, PayloadRow } from './Payload';
import { rowsOfCsv } from './rowsOfCsv';
import { rowsOfJson } from './rowsOfJson';

export interface Payload {
  /** Text, or JSON that was parsed already. */
  data: unknown;
  /** `text/csv`, or anything that is JSON. */
  contentType?: string;
}

/** @returns one row for each prediction, or why there are none */
export function readPayload(
  { data, contentType = '' }: Payload,
  names: PayloadNames,
): PayloadRow[] | Rejection {
  if (data === undefined || data === null || data === '') {
    return { reason: `the ${names.fallback} is empty` };
  }
  const isCsv = contentType.startsWith('text/csv');
  try {
    if (isCsv) {
      return rowsOfCsv(String(data), names);
    }
    return rowsOfJson(
      typeof data === 'string' ? JSON.parse(data) : data,
      names,
    );
  } catch {
    return { reason: `the ${names.fallback} is not ${isCsv ? 'CSV' : 'JSON'}` };
  }
}
