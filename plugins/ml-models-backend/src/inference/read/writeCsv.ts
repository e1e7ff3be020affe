import {
  CsvCell,
  InferenceRecord,
  NamedValues,
  RecordedValue,
  toCsvLine,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ValueNames } from '../DeclaredValues';

/** By it spreadsheets tell UTF-8 from older encodings. */
const BYTE_ORDER_MARK = '\uFEFF';

const SECTIONS = ['inputs', 'outputs', 'target'] as const;
type Section = (typeof SECTIONS)[number];

/** What every record has, in the order of the columns. */
const FACTS: Record<string, (record: InferenceRecord) => CsvCell> = {
  time: ({ time }) => time,
  id: ({ id }) => id,
  row: ({ row }) => row,
  environment: ({ environment }) => environment,
  version: ({ version }) => version,
  traffic: ({ traffic }) => traffic,
  replay: ({ replay }) => String(replay),
  status: ({ status }) => status,
  statusCode: ({ statusCode }) => statusCode ?? null,
  durationMs: ({ durationMs }) => durationMs ?? null,
  errorType: ({ errorType }) => errorType ?? null,
  errorMessage: ({ errorMessage }) => errorMessage ?? null,
  requestId: ({ requestId }) => requestId ?? null,
  importedFrom: ({ imported }) => imported?.format ?? null,
};

const FACT_READERS = Object.values(FACTS);

/**
 * Holds what has no column of its own: a header has to stand before all records
 * are known, and a later one may have values that no version declares and the
 * first ones had not.
 */
const FURTHER_VALUES = 'furtherValues';

/** Names are the callers': one may be that of a method of all objects. */
function findValue(
  values: NamedValues | undefined,
  name: string,
): RecordedValue | undefined {
  return values && Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Lists and objects as JSON; a missing value is an empty cell. */
function toCell(value: RecordedValue | undefined): CsvCell {
  switch (typeof value) {
    case 'undefined':
      return null;
    case 'number':
    case 'string':
      return value;
    default:
      return JSON.stringify(value);
  }
}

/** The columns of a file: what is declared, then what the first records have. */
class CsvLayout {
  private readonly names: Record<Section, ReadonlySet<string>>;

  constructor(declared: ValueNames, records: readonly InferenceRecord[]) {
    const namesOf = (section: Section) =>
      new Set([
        ...declared[section],
        ...records.flatMap(record => Object.keys(record[section] ?? {})),
      ]);
    this.names = {
      inputs: namesOf('inputs'),
      outputs: namesOf('outputs'),
      target: namesOf('target'),
    };
  }

  header(): string {
    const values = SECTIONS.flatMap(section =>
      Array.from(this.names[section], name => `${section}.${name}`),
    );
    return toCsvLine([...Object.keys(FACTS), ...values, FURTHER_VALUES]);
  }

  line(record: InferenceRecord): string {
    const placed = SECTIONS.flatMap(section =>
      Array.from(this.names[section], name =>
        toCell(findValue(record[section], name)),
      ),
    );
    const further = SECTIONS.flatMap(section => this.further(record, section));
    return toCsvLine([
      ...FACT_READERS.map(read => read(record)),
      ...placed,
      further.length === 0 ? null : JSON.stringify(Object.fromEntries(further)),
    ]);
  }

  /** @returns the values of a section that have no column */
  private further(
    record: InferenceRecord,
    section: Section,
  ): [string, RecordedValue][] {
    return Object.entries(record[section] ?? {})
      .filter(([name]) => !this.names[section].has(name))
      .map(([name, value]) => [`${section}.${name}`, value]);
  }
}

/**
 * A column per fact, then one per value, named by where it is recorded.
 *
 * @param readDeclared - asked once: values that have a column in any case, so that
 *   two files of a model have the same ones, whatever their records hold
 */
export async function* writeCsv(
  pages: AsyncIterable<InferenceRecord[]>,
  readDeclared: () => Promise<ValueNames>,
): AsyncGenerator<string> {
  const declared = await readDeclared();
  let layout: CsvLayout | undefined;
  for await (const records of pages) {
    // A page of which nothing matched tells of no columns.
    if (records.length > 0) {
      const lines: string[] = [];
      if (!layout) {
        layout = new CsvLayout(declared, records);
        lines.push(BYTE_ORDER_MARK, layout.header());
      }
      for (const record of records) {
        lines.push(layout.line(record));
      }
      yield lines.join('');
    }
  }
  if (!layout) {
    yield `${BYTE_ORDER_MARK}${new CsvLayout(declared, []).header()}`;
  }
}
