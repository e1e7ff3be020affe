import { z } from 'zod';

export type UrlValue = string | number | boolean | readonly string[];

/** Absent or anything but `true` is false. */
export const urlFlag = z
  .string()
  .catch('')
  .transform(text => text === 'true');

/** Words joined by commas; commas inside a word are encoded. */
export const urlList = z
  .string()
  .catch('')
  .transform((text): readonly string[] =>
    text ? text.split(',').map(decodeComma) : [],
  );

function encodeComma(word: string): string {
  return word.replace(/[%,]/g, encodeURIComponent);
}

function decodeComma(word: string): string {
  return word.replace(/%2C/g, ',').replace(/%25/g, '%');
}

/** What is no number reads as absent. */
export const urlNumber = z.coerce.number().optional().catch(undefined);

/** @returns what stands in the URL; absent and empty values do not */
export function writeUrlValue(value: UrlValue | undefined): string | undefined {
  if (typeof value === 'object') {
    return value.map(encodeComma).join(',') || undefined;
  }
  return value === undefined || value === '' ? undefined : String(value);
}
