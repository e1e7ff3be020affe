export interface ServiceTimings {
  probeWhileStartingMs: number;
  probeWhileReadyMs: number;
  /** Unanswered probes in a row that make a ready service unready. */
  missesUntilUnready: number;
  firstBackoffMs: number;
  maxBackoffMs: number;
  /** A service that was ready this long starts again with the first backoff. */
  steadyAfterMs: number;
  /** How often a service may end before it was ever ready. */
  startAttempts: number;
  /** From SIGTERM to SIGKILL. */
  stopGraceMs: number;
}

export const SERVICE_TIMINGS: ServiceTimings = {
  probeWhileStartingMs: 50,
  probeWhileReadyMs: 1_000,
  missesUntilUnready: 3,
  firstBackoffMs: 500,
  maxBackoffMs: 30_000,
  steadyAfterMs: 60_000,
  startAttempts: 3,
  stopGraceMs: 10_000,
};
