/**
 * The time limit of a scheduled task that somebody waits for: a backend that is
 * killed in the middle of it keeps it from all others for so long. A run that
 * takes longer stops where it is, and the next one goes on.
 */
export const HELD_BY_THE_KILLED = { minutes: 2 };
