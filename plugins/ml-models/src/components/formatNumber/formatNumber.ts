const significant = new Intl.NumberFormat('en', {
  maximumSignificantDigits: 3,
});
const compact = new Intl.NumberFormat('en', {
  notation: 'compact',
  maximumSignificantDigits: 3,
});
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Below this a measure is written in powers of ten, e.g. `3.1e-7`. */
const SMALLEST_PLAIN = 1e-4;
/** From here on digits are counted in thousands and millions. */
const COMPACT_FROM = 10_000;

/** @returns a measure with three significant digits, e.g. `0.813`, `12.3K ms` */
export function formatNumber(value: number, unit?: string): string {
  return unit ? `${formatBare(value)} ${unit}` : formatBare(value);
}

function formatBare(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && size < SMALLEST_PLAIN) {
    return value.toExponential(1);
  }
  const digits = (size < COMPACT_FROM ? significant : compact).format(size);
  return value < 0 ? `−${digits}` : digits;
}

/** @returns a count with every digit, in thousands, e.g. `131,600` */
export function formatWhole(count: number): string {
  return whole.format(count);
}

/** @returns a count: exact up to 9,999, then e.g. `12.3K`, `1.2M` */
export function formatCount(count: number): string {
  return (count < COMPACT_FROM ? whole : compact).format(count);
}

/** @returns a count with its noun, e.g. `1 request`, `2,310 requests` */
export function formatCountOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * @param share - 0 to 1
 * @returns e.g. `2.1 %`; what is above nothing never reads `0 %`
 */
export function formatPercent(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.01) {
    return '< 0.01 %';
  }
  // 99.96 % must not read 100 %: the failures are the news.
  if (percent < 100 && percent > 99.9) {
    return `${Math.floor(percent * 100) / 100} %`;
  }
  return `${significant.format(percent)} %`;
}
