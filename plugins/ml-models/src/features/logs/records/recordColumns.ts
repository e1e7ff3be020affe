import {
  findSection,
  InferenceRecord,
  RecordedValue,
  RecordSection,
  SectionedName,
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

export function isRecordColumn(id: string): id is RecordColumn {
  return Object.hasOwn(RECORD_COLUMNS, id);
}

/** Whether a text, such as one from an address, can be the id of a column. */
export function isColumn(id: string): boolean {
  return isRecordColumn(id) || findSection(id) !== undefined;
}

/** @returns the heading of a column; `distance` for an input, `→ delayed` for an output */
export function columnTitle(id: string): string {
  if (isRecordColumn(id)) {
    return RECORD_COLUMNS[id];
  }
  const value = findSection(id);
  switch (value?.section) {
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
  { section, name }: SectionedName,
): RecordedValue | undefined {
  return record[section]?.[name];
}

/**
 * @param declared - ids of columns that may well be empty
 * @returns ids of the other columns, that none of the records has a value in; none where
 *   there is no record
 */
export function emptyColumns(
  columns: readonly string[],
  records: readonly InferenceRecord[],
  declared: readonly string[],
): string[] {
  return columns.filter(id => {
    const value = findSection(id);
    return (
      value !== undefined &&
      !declared.includes(id) &&
      records.length > 0 &&
      records.every(record => columnValue(record, value) === undefined)
    );
  });
}

/**
 * @param declared - ids of columns that there are whatever the records hold
 * @returns ids of the value columns, outputs first
 */
export function valueColumnsOf(
  records: readonly InferenceRecord[],
  declared: readonly string[] = [],
): string[] {
  const idsOf = (section: RecordSection) => [
    ...declared.filter(id => findSection(id)?.section === section),
    ...records.flatMap(record =>
      Object.keys(record[section] ?? {}).map(name => `${section}.${name}`),
    ),
  ];
  return [
    ...new Set((['outputs', 'inputs', 'target'] as const).flatMap(idsOf)),
  ];
}

/** @returns the columns to show before anyone has chosen */
export function firstColumns(valueColumns: readonly string[]): string[] {
  const some = (section: RecordSection, count: number) =>
    valueColumns
      .filter(id => findSection(id)?.section === section)
      .slice(0, count);
  return [
    ...FIRST_COLUMNS,
    ...some('outputs', FIRST_OUTPUTS),
    ...some('target', FIRST_TARGETS),
    ...some('inputs', FIRST_INPUTS),
  ];
}
