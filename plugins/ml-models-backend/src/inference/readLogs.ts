import { setImmediate as turn } from 'node:timers/promises';
import { OtlpLog } from './otlp/OtlpLog';
import { parseFeedbackLog } from './parseFeedbackLog';
import { parseInferenceLog } from './parseInferenceLog';
import { Report } from './Report';
import { Rejection } from './ReportedInference';

/**
 * Logs that are read at a stretch, in a millisecond: what the database has answered
 * meanwhile holds up a transaction until it has its turn.
 */
const STRETCH = 100;

/** Reads what logs report, one after the other, so that only that is kept of them. */
export async function readLogs(
  logs: Iterable<OtlpLog>,
): Promise<(Report | Rejection)[]> {
  const reports: (Report | Rejection)[] = [];
  for (const log of logs) {
    reports.push(parseLog(log));
    if (reports.length % STRETCH === 0) await turn();
  }
  return reports;
}

function parseLog(log: OtlpLog): Report | Rejection {
  if (log.problem !== undefined) {
    return { reason: log.problem };
  }
  switch (log.eventName ?? log.attributes.get('event.name')) {
    case 'noshelfware.inference':
      return parseInferenceLog(log);
    case 'noshelfware.feedback':
      return parseFeedbackLog(log);
    default:
      return {
        reason:
          'the event name is neither noshelfware.inference nor noshelfware.feedback',
      };
  }
}
