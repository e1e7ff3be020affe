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

export function formatMs(milliseconds: number): string {
  return milliseconds >= 1000
    ? `${number.format(milliseconds / 1000)} s`
    : `${number.format(milliseconds)} ms`;
}

export function formatCount(value: number, noun: string): string {
  return `${count.format(value)} ${noun}${value === 1 ? '' : 's'}`;
}
