import { ReportedFeedback, ReportedInference } from './ReportedInference';

/**
 * What one item of a request reports: the rows of a prediction, outcomes, or both.
 * A class, for it is soon let go: literals that have once lived longer V8 puts
 * among what is old, and all they hold is kept with them until it tidies up there.
 */
export class Report {
  constructor(
    readonly inferences: readonly ReportedInference[],
    readonly feedback: readonly ReportedFeedback[],
  ) {}
}

export function rowsIn({ inferences, feedback }: Report): number {
  return inferences.length + feedback.length;
}
