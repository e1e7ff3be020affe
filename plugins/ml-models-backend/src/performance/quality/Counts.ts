import { z } from 'zod';

/**
 * Sums by name that are added name by name. A map, because names may be those
 * of a sender. A sum of 0 is left out.
 */
export type Counts = Map<string, number>;

export const countsSchema = z.record(z.string(), z.number());

/** @param text - JSON, as stored */
export function parseCounts(text: string): Counts {
  // Most windows and slices have none: months ask for thousands.
  if (text === '{}') return new Map();
  return new Map(Object.entries(countsSchema.parse(JSON.parse(text))));
}

/** @throws Error for a sum that JSON has no number for, which nobody could read */
export function stringifyCounts(counts: Counts): string {
  assertFinite(counts);
  return JSON.stringify(Object.fromEntries(counts));
}

/** @throws Error for a sum that JSON has no number for */
export function assertFinite(counts: Counts): void {
  for (const [name, sum] of counts) {
    if (!Number.isFinite(sum)) throw new Error(`The sum ${name} is ${sum}`);
  }
}

/** @param sign - −1 takes out what was added before */
export function addCounts(
  to: Counts,
  added: ReadonlyMap<string, number>,
  sign: 1 | -1 = 1,
): void {
  for (const [name, value] of added) {
    addCount(to, name, sign * value);
  }
}

export function addCount(to: Counts, name: string, value: number): void {
  const sum = (to.get(name) ?? 0) + value;
  if (sum === 0) {
    to.delete(name);
  } else {
    to.set(name, sum);
  }
}
