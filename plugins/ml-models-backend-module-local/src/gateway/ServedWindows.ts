/** Predictions answered by one version in five minutes. */
export interface ServedWindow {
  /** `<environment>/<namespace>/<name>` */
  route: string;
  version: number;
  /** Seconds since the epoch, a multiple of 300. */
  startS: number;
  served: number;
}

export const SERVED_WINDOW_S = 300;

/** Counts the predictions that were answered, by when they were asked for. */
export class ServedWindows {
  readonly #windows = new Map<string, ServedWindow>();
  readonly #unsaved = new Set<number>();

  /** Counts one. @param timeMs - when the gateway took the request */
  count(route: string, version: number, timeMs: number): void {
    const startS =
      Math.floor(timeMs / 1000 / SERVED_WINDOW_S) * SERVED_WINDOW_S;
    this.add({ route, version, startS, served: 1 });
    this.#unsaved.add(startS);
  }

  /** Adds what was counted before. */
  add(window: ServedWindow): void {
    const key = `${window.route} ${window.version} ${window.startS}`;
    const known = this.#windows.get(key);
    if (known) {
      known.served += window.served;
    } else {
      this.#windows.set(key, { ...window });
    }
  }

  /** @returns windows that start in the range, oldest first; `untilS` is exclusive */
  list(fromS: number, untilS = Infinity): ServedWindow[] {
    return [...this.#windows.values()]
      .filter(({ startS }) => startS >= fromS && startS < untilS)
      .sort((a, b) => a.startS - b.startS)
      .map(window => ({ ...window }));
  }

  /** @returns starts of windows that have changed since they were saved last */
  unsaved(): number[] {
    return [...this.#unsaved];
  }

  markSaved(starts: readonly number[]): void {
    starts.forEach(startS => this.#unsaved.delete(startS));
  }

  forgetBefore(startS: number): void {
    for (const [key, window] of this.#windows) {
      if (window.startS < startS) {
        this.#windows.delete(key);
      }
    }
  }
}
