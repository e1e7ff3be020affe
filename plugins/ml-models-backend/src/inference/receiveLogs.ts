import { PayloadTooLargeError } from './body/PayloadTooLargeError';
import { RECORDS_PER_REQUEST_MAX } from './body/RequestBudget';
import { Feedback, Inference } from './Inference';
import { IngestGrant } from './IngestAuthoriser';
import { PartialSuccess } from './otlp/encodeLogsAnswer';
import { OtlpLog } from './otlp/OtlpLog';
import { parseFeedbackLog } from './parseFeedbackLog';
import { parseInferenceLog } from './parseInferenceLog';
import { Reception, ReceptionOptions } from './Reception';
import { RejectionCounts } from './RejectionCounts';
import { Report, rowsIn } from './Report';
import { isRejection, Rejection } from './ReportedInference';
import { Submission } from './store/writeSubmission';

export interface ReceiveLogsOptions extends ReceptionOptions {
  /** Stores durably. */
  submit(submission: Submission): Promise<void>;
}

/**
 * Takes the inference records and the feedback among logs; both in the order of
 * the request, and all or nothing of what is fit to be taken.
 *
 * @returns what was not taken, and why
 * @throws ServiceUnavailableError when the sender is to come back later
 * @throws PayloadTooLargeError when the logs have too many rows in them
 */
export async function receiveLogs(
  options: ReceiveLogsOptions,
  logs: readonly OtlpLog[],
  grant: IngestGrant,
): Promise<PartialSuccess | undefined> {
  const rejections = new RejectionCounts();
  const reception = new Reception(options, grant);
  const inferences: Inference[] = [];
  const feedback: Feedback[] = [];
  let rows = 0;
  for (const log of logs) {
    const report = parseLog(log);
    rows += isRejection(report) ? 0 : rowsIn(report);
    assertFewRows(rows);
    const taken = isRejection(report) ? report : await reception.take(report);
    if (isRejection(taken)) {
      rejections.add(taken);
    } else {
      taken.inferences.forEach(each => inferences.push(each));
      taken.feedback.forEach(each => feedback.push(each));
    }
  }
  await options.submit({ inferences, feedback });
  return rejections.toPartialSuccess();
}

function parseLog(log: OtlpLog): Report | Rejection {
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

/** One log may hold many rows. */
function assertFewRows(rows: number): void {
  if (rows > RECORDS_PER_REQUEST_MAX) {
    throw new PayloadTooLargeError(
      `More than ${RECORDS_PER_REQUEST_MAX} rows in one request: send smaller batches`,
    );
  }
}
