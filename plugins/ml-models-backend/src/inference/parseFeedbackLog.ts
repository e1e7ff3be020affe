import { OtlpLog } from './otlp/OtlpLog';
import { bodyValue } from './otlp/logAttributes';
import { parseRecordKey } from './parseRecordKey';
import { readObservedMs } from './readObservedMs';
import { Report } from './Report';
import { isRejection, Rejection } from './ReportedInference';
import { splitRows } from './splitRows';

/**
 * Reads a `noshelfware.feedback` event: the outcome of one prediction, or those
 * of a batch where its target is a list of rows.
 */
export function parseFeedbackLog(log: OtlpLog): Report | Rejection {
  const key = parseRecordKey(log);
  if (isRejection(key)) {
    return key;
  }
  const rows = splitRows({ target: bodyValue(log, 'target') });
  if (isRejection(rows)) {
    return rows;
  }
  if (rows.some(({ target }) => Object.keys(target).length === 0)) {
    return { reason: 'the feedback has no target in its body' };
  }
  const observedMs =
    readObservedMs(bodyValue(log, 'observedAt')) ?? readObservedMs(log.timeMs);
  return {
    inferences: [],
    feedback: rows.map(({ target }, at) => ({
      ...key,
      row: key.row + at,
      target,
      observedMs,
    })),
  };
}
