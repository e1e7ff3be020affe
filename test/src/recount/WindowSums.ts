/** What one window adds up to, by name; what is absent is 0. */
export type Sums = Map<string, number>;

/** By the start of a window, in seconds since the epoch. */
export type WindowSums = Map<number, Sums>;

/** Sums of fractions depend on the order in which they were added. */
const RELATIVE_ERROR_MAX = 1e-9;

export function sumsOf(windows: WindowSums, startS: number): Sums {
  const sums = windows.get(startS) ?? new Map<string, number>();
  windows.set(startS, sums);
  return sums;
}

export function add(sums: Sums, name: string, value: number): void {
  sums.set(name, (sums.get(name) ?? 0) + value);
}

/** @returns the same in longer windows, without those that begin at `untilS` or later */
export function lengthen(
  windows: WindowSums,
  lengthS: number,
  untilS = Infinity,
): WindowSums {
  const longer: WindowSums = new Map();
  for (const [startS, sums] of windows) {
    if (startS >= untilS) continue;
    const into = sumsOf(longer, Math.floor(startS / lengthS) * lengthS);
    for (const [name, value] of sums) add(into, name, value);
  }
  return longer;
}

/** @returns what differs, in words, each sum of each window by itself */
export function compareWindows(
  what: string,
  counted: WindowSums,
  profiled: WindowSums,
): string[] {
  const differences: string[] = [];
  for (const startS of new Set([...counted.keys(), ...profiled.keys()])) {
    const [rows, profiles] = [counted, profiled].map(
      windows => windows.get(startS) ?? new Map<string, number>(),
    );
    for (const name of new Set([...rows.keys(), ...profiles.keys()])) {
      const [a, b] = [rows.get(name) ?? 0, profiles.get(name) ?? 0];
      if (!isSame(a, b)) {
        const window = new Date(startS * 1000).toISOString();
        differences.push(
          `${what}, ${window}, ${name}: rows say ${a}, profiles say ${b}`,
        );
      }
    }
  }
  return differences;
}

function isSame(a: number, b: number): boolean {
  const size = Math.max(1, Math.abs(a), Math.abs(b));
  return Math.abs(a - b) <= RELATIVE_ERROR_MAX * size;
}
