import { PayloadNames, PayloadRow } from './Payload';

/** @returns the row by name: as it is, by the places of a list, or of a single value */
export function nameValues(
  row: unknown,
  { names, fallback }: PayloadNames,
): PayloadRow {
  if (Array.isArray(row)) {
    return Object.fromEntries(
      row.map((value, place) => [
        names?.[place] ?? `${fallback}_${place}`,
        value,
      ]),
    );
  }
  return typeof row === 'object' && row !== null
    ? { ...row }
    : { [names?.[0] ?? fallback]: row };
}
