import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';
import { isRejection, Rejection, ReportedFeedback } from './ReportedInference';
import { splitRows } from './splitRows';

/**
 * Makes the outcome of each row that a target has.
 *
 * @param feedback - what they have in common, with the number of the first row
 */
export function feedbackRows(
  feedback: Omit<ReportedFeedback, 'target'>,
  target: RecordedValue | undefined,
): ReportedFeedback[] | Rejection {
  const rows = splitRows({ target });
  if (isRejection(rows)) {
    return rows;
  }
  return rows.some(row => Object.keys(row.target).length === 0)
    ? { reason: 'the feedback has no target in its body' }
    : rows.map((row, at) => ({
        ...feedback,
        row: feedback.row + at,
        target: row.target,
      }));
}
