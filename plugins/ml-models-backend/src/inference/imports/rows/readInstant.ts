import { parseInstant } from '../../parseInstant';

type Unit = 's' | 'ms' | 'us' | 'ns';

/** How many of each make a millisecond. */
const UNITS_PER_MS: Record<Unit, number> = { s: 1e-3, ms: 1, us: 1e3, ns: 1e6 };

/**
 * Reads an instant as tables and logs have it. Without a zone it is UTC.
 *
 * @param unit - of a number since the epoch
 * @returns whole milliseconds since the epoch; undefined for what is no instant
 */
export function readInstant(
  value: unknown,
  unit: Unit = 'ms',
): number | undefined {
  const timeMs = toMs(value, unit);
  return Number.isFinite(timeMs) ? Math.floor(timeMs) : undefined;
}

function toMs(value: unknown, unit: Unit): number {
  if (value instanceof Date) {
    return value.getTime();
  }
  if (typeof value === 'bigint') {
    // Nanoseconds since the epoch are more than a double holds exactly.
    return unit === 's'
      ? Number(value) * 1000
      : Number(value / BigInt(UNITS_PER_MS[unit]));
  }
  if (typeof value === 'number') {
    return value / UNITS_PER_MS[unit];
  }
  return typeof value === 'string' ? textToMs(value.trim(), unit) : NaN;
}

function textToMs(text: string, unit: Unit): number {
  if (/^\d+$/.test(text)) {
    return toMs(BigInt(text), unit);
  }
  return text !== '' && Number.isFinite(Number(text))
    ? toMs(Number(text), unit)
    : parseInstant(text);
}
