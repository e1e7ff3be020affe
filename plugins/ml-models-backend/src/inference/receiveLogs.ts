import { inStretches } from '../inStretches';
import { IngestGrant } from './IngestAuthoriser';
import { PartialSuccess } from './otlp/encodeLogsAnswer';
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
 * @param read - gives what each log reports
 * @returns what was not taken, and why
 * @throws ServiceUnavailableError when the sender is to come back later
 * @throws PayloadTooLargeError when the logs have too many rows in them
 */
export async function receiveLogs(
  options: ReceptionOptions,
  read: () => Promise<readonly (Report | Rejection)[]>,
  grant: IngestGrant,
): Promise<PartialSuccess | undefined> {
  const { reception, rejections } = await takeLogs(options, read, grant);
  await reception.submit();
  return rejections.toPartialSuccess();
}

/**
 * Apart from what waits for the database: by then the reports are let go, and need
 * not be carried into the old generation of the heap.
 */
async function takeLogs(
  options: ReceptionOptions,
  read: () => Promise<readonly (Report | Rejection)[]>,
  grant: IngestGrant,
) {
  const reports = await read();
  // Not before: from then on they count as received.
  const reception = new Reception(options, grant);
  const rejections = new RejectionCounts();
  await reception.prepare(
    reports.flatMap(report => (isRejection(report) ? [] : report)),
  );
  for await (const some of inStretches(reports, STRETCH)) {
    for (const report of some) {
      const rejection = isRejection(report) ? report : reception.add(report);
      if (rejection) rejections.add(rejection);
    }
  }
  return { reception, rejections };
}
