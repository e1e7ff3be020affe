import { OtlpAttributes, OtlpLog } from './OtlpLog';

/** @returns undefined when absent, empty, or not text; numbers are taken as text */
export function findText(
  attributes: OtlpAttributes,
  key: string,
  maxLength: number,
): string | undefined {
  const value = attributes.get(key);
  if (typeof value === 'number') {
    return String(value);
  }
  return typeof value === 'string' && value !== ''
    ? value.slice(0, maxLength)
    : undefined;
}

/** @returns undefined when absent or not a number; numeric text is taken as one */
export function findNumber(
  attributes: OtlpAttributes,
  key: string,
): number | undefined {
  const value = attributes.get(key);
  const number =
    typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number)
    ? number
    : undefined;
}

/** @returns undefined when absent or not a whole number from `minimum` on */
export function findInteger(
  attributes: OtlpAttributes,
  key: string,
  range: { minimum: number; maximum: number },
): number | undefined {
  const number = findNumber(attributes, key);
  return number !== undefined &&
    Number.isInteger(number) &&
    number >= range.minimum &&
    number <= range.maximum
    ? number
    : undefined;
}

export function findFlag(attributes: OtlpAttributes, key: string): boolean {
  const value = attributes.get(key);
  return value === true || value === 'true';
}

/** @returns what stands under a name in the body, if it is a map */
export function bodyValue(log: OtlpLog, name: string) {
  const { body } = log;
  return typeof body === 'object' &&
    !Array.isArray(body) &&
    Object.hasOwn(body, name)
    ? body[name]
    : undefined;
}
