import { AnsweredWindow } from './AnsweredTraffic';
import { Sample, Slot, toSample } from './Sample';

export interface Beginning {
  atMs: number;
  /** Whether it may have begun before the windows that were looked at. */
  isOpen: boolean;
}

/**
 * Finds when a version began to answer the most, backwards from where it surely does.
 * It came in the window before, if it was in none before that one.
 *
 * @param slots - the newest first
 */
export function findBeginning(
  slots: readonly Slot[],
  sample: Sample,
  version: number,
): Beginning {
  let first = sample.slots.length - 1;
  while (first + 1 < slots.length && leads(slots[first + 1], version)) {
    first += 1;
  }
  if (
    first + 1 < slots.length &&
    windowOf(slots[first + 1], version) &&
    !(slots[first + 2] && windowOf(slots[first + 2], version))
  ) {
    first += 1;
  }
  const windows = slots
    .slice(0, first + 1)
    .flatMap(slot => windowOf(slot, version) ?? []);
  return {
    atMs: Math.min(...windows.map(firstAnswerMs)),
    isOpen: first === slots.length - 1,
  };
}

/** @returns milliseconds since the epoch, as exactly as it was kept */
export function firstAnswerMs({ firstMs, startS }: AnsweredWindow): number {
  return firstMs ?? startS * 1000;
}

function leads(slot: Slot, version: number): boolean {
  const { byVersion } = toSample([slot]);
  const own = byVersion.get(version) ?? 0;
  return own > 0 && [...byVersion.values()].every(count => count <= own);
}

function windowOf(slot: Slot, version: number): AnsweredWindow | undefined {
  return slot.windows.find(window => window.version === version);
}
