import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';

/** Requests that one version answered in a window, by its inference records. */
export interface AnsweredWindow {
  version: number;
  /** Seconds since the epoch; the older a window, the longer it may be. */
  startS: number;
  requests: number;
  /** When the first of them was answered; undefined: it was not kept. */
  firstMs?: number;
}

/**
 * What models answer callers, as far as inference records tell it: neither replayed
 * nor shadow. Read from what is summed up as records arrive, never from the records.
 */
export interface AnsweredTraffic {
  /** @returns where any of the models has answered since then, and when last */
  listAnswered(
    modelRefs: readonly string[],
    sinceMs: number,
  ): Promise<Array<ServingTarget & { lastMs: number }>>;
  /** @returns when a target answered last; undefined: never */
  findLastAnswer(target: ServingTarget): Promise<number | undefined>;
  /**
   * @returns windows from the one of `sinceMs` on, the newest first; a bounded
   *   number, with hundreds of requests in them where older ones are left out
   */
  listWindows(
    target: ServingTarget,
    sinceMs: number,
  ): Promise<AnsweredWindow[]>;
  /** @returns the first window in which a version answered, from that of `sinceMs` on */
  findFirstWindow(
    target: ServingTarget & { version: number },
    sinceMs: number,
  ): Promise<AnsweredWindow | undefined>;
}
