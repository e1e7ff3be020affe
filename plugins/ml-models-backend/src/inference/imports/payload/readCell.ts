/** A number as programs write it: `007` is a code, not seven. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;

/** @returns the value that a cell of CSV stands for; null when it is empty */
export function readCell(cell: string): string | number | boolean | null {
  const text = cell.trim();
  if (text === '') {
    return null;
  }
  if (/^(true|false)$/i.test(text)) {
    return text.toLocaleLowerCase('en-US') === 'true';
  }
  return NUMBER.test(text) ? Number(text) : cell;
}
