/** Three significant digits, as everywhere in the portal. */
const number = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 });
const count = new Intl.NumberFormat('en-GB');

export function formatRatio(value: number): string {
  return number.format(value);
}

/** @param share - 0 to 1 */
export function formatPercent(share: number): string {
  return `${number.format(share * 100)} %`;
}

/**
 * For shares of which what is missing is the news: never rounded up to 100 %.
 *
 * @param share - 0 to 1
 */
export function formatPercentDown(share: number): string {
  // Two decimals; the product of 0.999 and 10,000 lies a hair below 9,990.
  return `${Math.floor(Number((share * 10_000).toFixed(6))) / 100} %`;
}

export function formatMs(milliseconds: number): string {
  return milliseconds >= 1000
    ? `${number.format(milliseconds / 1000)} s`
    : `${number.format(milliseconds)} ms`;
}

/** @param noun - in the singular; default: the number alone */
export function formatCount(value: number, noun?: string): string {
  return noun
    ? `${count.format(value)} ${noun}${value === 1 ? '' : 's'}`
    : count.format(value);
}
