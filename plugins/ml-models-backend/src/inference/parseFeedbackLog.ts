import { feedbackRows } from './feedbackRows';
import { OtlpLog } from './otlp/OtlpLog';
import { bodyValue } from './otlp/logAttributes';
import { parseRecordKey } from './parseRecordKey';
import { readObservedMs } from './readObservedMs';
import { Report } from './Report';
import { isRejection, Rejection } from './ReportedInference';

/**
 * Reads a `noshelfware.feedback` event: the outcome of one prediction, or those
 * of a batch where its target is a list of rows.
 */
export function parseFeedbackLog(log: OtlpLog): Report | Rejection {
  const key = parseRecordKey(log);
  if (isRejection(key)) {
    return key;
  }
  const observedMs =
    readObservedMs(bodyValue(log, 'observedAt')) ?? readObservedMs(log.timeMs);
  const feedback = feedbackRows(
    { ...key, observedMs },
    bodyValue(log, 'target'),
  );
  return isRejection(feedback) ? feedback : new Report([], feedback);
}
