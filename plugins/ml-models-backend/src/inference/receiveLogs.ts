import { setImmediate as turn } from 'node:timers/promises';
import { inStretches } from '../inStretches';
import { IngestGrant } from './IngestAuthoriser';
import { PartialSuccess } from './otlp/encodeLogsAnswer';
import { OtlpLog } from './otlp/OtlpLog';
import { parseFeedbackLog } from './parseFeedbackLog';
import { parseInferenceLog } from './parseInferenceLog';
import { Reception, ReceptionOptions } from './Reception';
import { RejectionCounts } from './RejectionCounts';
import { Report } from './Report';
import { isRejection, Rejection } from './ReportedInference';

/** Logs that are taken at a stretch. */
const STRETCH = 250;

/**
 * Takes the inference records and the feedback that logs report, both in the
 * order of the request, and all or nothing of what is fit to be taken.
 *
 * @param reports - what `parseLog` made of each log
 * @returns what was not taken, and why
 * @throws ServiceUnavailableError when the sender is to come back later
 * @throws PayloadTooLargeError when the logs have too many rows in them
 */
export async function receiveLogs(
  options: ReceptionOptions,
  reports: readonly (Report | Rejection)[],
  grant: IngestGrant,
): Promise<PartialSuccess | undefined> {
  const rejections = new RejectionCounts();
  const reception = new Reception(options, grant);
  await reception.prepare(
    reports.flatMap(report => (isRejection(report) ? [] : report)),
  );
  // To read a thousand logs took some milliseconds, and to take them does: what
  // the database has answered meanwhile need not wait for both.
  await turn();
  for await (const some of inStretches(reports, STRETCH)) {
    for (const report of some) {
      const rejection = isRejection(report) ? report : reception.add(report);
      if (rejection) rejections.add(rejection);
    }
  }
  await reception.submit();
  return rejections.toPartialSuccess();
}

/** Reads what one log reports. */
export function parseLog(log: OtlpLog): Report | Rejection {
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
