/**
 * Corrected Jensen-Shannon distance from which on a feature may count as
 * drifted. Source: Evidently's default for this distance.
 */
export const DRIFT_LIMIT = 0.1;
