import { InferenceRecord } from '@noshelfware/backstage-plugin-ml-models-common';

/** The identity of a record, as it stands in the URL. */
export function recordKey(record: { id: string; row: number }): string {
  return `${record.id}/${record.row}`;
}

/** @returns id and row of a key; undefined when it is none */
export function findRecordKey(
  key: string,
): { id: string; row: number } | undefined {
  const match = /^(.+)\/(\d+)$/.exec(key);
  return match ? { id: match[1], row: Number(match[2]) } : undefined;
}

/** Joins two lists, each record once, newest first; the first list's copy stays. */
export function mergeRecords(
  first: readonly InferenceRecord[],
  second: readonly InferenceRecord[],
): InferenceRecord[] {
  const byKey = new Map<string, InferenceRecord>();
  for (const record of [...first, ...second]) {
    const key = recordKey(record);
    if (!byKey.has(key)) {
      byKey.set(key, record);
    }
  }
  return [...byKey.values()].sort(
    (a, b) =>
      Date.parse(b.time) - Date.parse(a.time) ||
      b.id.localeCompare(a.id) ||
      b.row - a.row,
  );
}
