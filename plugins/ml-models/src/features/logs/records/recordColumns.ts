import {
  InferenceRecord,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** Columns that every record has, by id, in the order they stand. */
export const RECORD_COLUMNS = {
  time: 'Time',
  version: 'Version',
  status: 'Status',
  latency: 'Latency',
  environment: 'Environment',
  traffic: 'Traffic',
  request: 'Request id',
} as const;

export type RecordColumn = keyof typeof RECORD_COLUMNS;

/** Shown before anyone has chosen. */
const FIRST_COLUMNS: readonly RecordColumn[] = [
  'time',
  'version',
  'status',
  'latency',
];
const FIRST_OUTPUTS = 3;
/** Beside what was predicted. */
const FIRST_TARGETS = 1;
const FIRST_INPUTS = 4;

export type ValueRole = 'inputs' | 'outputs' | 'target';

export interface ValueColumn {
  role: ValueRole;
  name: string;
}

export function isRecordColumn(id: string): id is RecordColumn {
  return Object.hasOwn(RECORD_COLUMNS, id);
}

/** @returns what a column such as `inputs.distance` shows */
export function findValueColumn(id: string): ValueColumn | undefined {
  const match = /^(inputs|outputs|target)\.(.+)$/s.exec(id);
  const role = match?.[1];
  return match && (role === 'inputs' || role === 'outputs' || role === 'target')
    ? { role, name: match[2] }
    : undefined;
}

/** @returns the heading of a column; `distance` for an input, `→ delayed` for an output */
export function columnTitle(id: string): string {
  if (isRecordColumn(id)) {
    return RECORD_COLUMNS[id];
  }
  const value = findValueColumn(id);
  switch (value?.role) {
    case 'outputs':
      return `→ ${value.name}`;
    case 'target':
      return `✓ ${value.name}`;
    default:
      return value?.name ?? id;
  }
}

export function columnValue(
  record: InferenceRecord,
  column: ValueColumn,
): RecordedValue | undefined {
  return record[column.role]?.[column.name];
}

/**
 * @param declared - ids of columns that there are whatever the records hold
 * @returns ids of the value columns, outputs first
 */
export function valueColumnsOf(
  records: readonly InferenceRecord[],
  declared: readonly string[] = [],
): string[] {
  const idsOf = (role: ValueRole) => [
    ...declared.filter(id => findValueColumn(id)?.role === role),
    ...records.flatMap(record =>
      Object.keys(record[role] ?? {}).map(name => `${role}.${name}`),
    ),
  ];
  return [
    ...new Set((['outputs', 'inputs', 'target'] as const).flatMap(idsOf)),
  ];
}

/** @returns the columns to show before anyone has chosen */
export function firstColumns(valueColumns: readonly string[]): string[] {
  const some = (role: ValueRole, count: number) =>
    valueColumns.filter(id => id.startsWith(`${role}.`)).slice(0, count);
  return [
    ...FIRST_COLUMNS,
    ...some('outputs', FIRST_OUTPUTS),
    ...some('target', FIRST_TARGETS),
    ...some('inputs', FIRST_INPUTS),
  ];
}
