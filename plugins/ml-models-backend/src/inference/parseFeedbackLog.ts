import { OtlpLog } from './otlp/OtlpLog';
import { bodyValue, bodyValues } from './otlp/logAttributes';
import { parseRecordKey } from './parseRecordKey';
import { isRejection, Rejection, ReportedFeedback } from './ReportedInference';

/** Reads a `noshelfware.feedback` event: the outcome of one prediction. */
export function parseFeedbackLog(log: OtlpLog): ReportedFeedback | Rejection {
  const key = parseRecordKey(log);
  if (isRejection(key)) {
    return key;
  }
  const target = bodyValues(log, 'target');
  if (Object.keys(target).length === 0) {
    return { reason: 'the feedback has no target in its body' };
  }
  return { ...key, target, observedMs: findObservedMs(log) };
}

/** `observedAt` as ISO 8601 or milliseconds, else the time of the LogRecord. */
function findObservedMs(log: OtlpLog): number | undefined {
  const observedAt = bodyValue(log, 'observedAt');
  const timeMs =
    typeof observedAt === 'string' ? Date.parse(observedAt) : observedAt;
  return typeof timeMs === 'number' && Number.isFinite(timeMs)
    ? timeMs
    : log.timeMs;
}
