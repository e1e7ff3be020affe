import { setTimeout as delay } from 'node:timers/promises';
import { isReady } from './isReady';
import { RunningService } from './RunningService';
import { ServiceTimings } from './ServiceTimings';

export interface WatchServiceOptions {
  running: RunningService;
  readyTimeoutMs: number;
  timings: ServiceTimings;
  /** Ends the watch. */
  signal: AbortSignal;
  /** @param forMs - since it was ready first */
  onReady: (forMs: number) => void;
  onUnready: () => void;
  /** After every probe. */
  onProbe: () => void;
}

export interface WatchOutcome {
  /** Goes on after "The service …". */
  how: string;
  /** It still runs, but was not ready in time. */
  timedOut: boolean;
}

/** @returns when the process has ended, is late to be ready, or is to stop */
export async function watchService(
  options: WatchServiceOptions,
): Promise<WatchOutcome> {
  const { running, timings, signal } = options;
  const deadline = Date.now() + options.readyTimeoutMs;
  let how: string | undefined;
  const ended = running.ended.then(end => {
    how = end;
  });
  let readySince: number | undefined;
  let misses = 0;
  while (how === undefined && !signal.aborted) {
    const ready = await isReady(running.port);
    misses = ready ? 0 : misses + 1;
    if (ready && how === undefined) {
      readySince ??= Date.now();
      options.onReady(Date.now() - readySince);
    } else if (readySince === undefined && Date.now() > deadline) {
      return { how: 'was not ready in time', timedOut: true };
    } else if (readySince && misses >= timings.missesUntilUnready) {
      options.onUnready();
    }
    options.onProbe();
    const waitMs = readySince
      ? timings.probeWhileReadyMs
      : timings.probeWhileStartingMs;
    await Promise.race([ended, pause(waitMs, signal)]);
  }
  return { how: how ?? 'is to stop', timedOut: false };
}

/** Waits, unless the signal says to hurry. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // The only rejection is the signal's.
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
