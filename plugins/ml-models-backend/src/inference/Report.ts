import { ReportedFeedback, ReportedInference } from './ReportedInference';

/** What one item of a request reports: the rows of a prediction, outcomes, or both. */
export interface Report {
  inferences: readonly ReportedInference[];
  feedback: readonly ReportedFeedback[];
}

export function rowsIn({ inferences, feedback }: Report): number {
  return inferences.length + feedback.length;
}
