/** What an engine or a runtime is asked to do. */
export type AdapterMethod =
  | 'cancel'
  | 'describe'
  | 'discard'
  | 'readOutput'
  | 'setTraffic'
  | 'start'
  | 'startReplacement'
  | 'stop'
  | 'takeOver'
  | 'trigger';

/** For how long each may take, in milliseconds, before it is asked again. */
export type AnswerLimits = Record<AdapterMethod, number>;

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** Of what is told or switched at once: twice the 15 s that GitHub is given. */
const AT_ONCE_MS = 30 * SECOND_MS;

export const ANSWER_LIMITS: AnswerLimits = {
  cancel: AT_ONCE_MS,
  describe: AT_ONCE_MS,
  // As a stop, but for requests in flight.
  discard: MINUTE_MS,
  readOutput: AT_ONCE_MS,
  setTraffic: AT_ONCE_MS,
  // Locally an environment is built before it returns: gigabytes of libraries over
  // a slow line. What is asked again waits for the same build.
  start: 15 * MINUTE_MS,
  startReplacement: 15 * MINUTE_MS,
  // Locally 10 s for requests in flight, 10 s for SIGTERM and 5 s for SIGKILL.
  stop: MINUTE_MS,
  // The one before is stopped.
  takeOver: MINUTE_MS,
  // A run on GitHub is waited for until it is listed, at worst twice.
  trigger: 5 * MINUTE_MS,
};
