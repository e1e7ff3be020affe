import { z } from 'zod';
import { nameValues } from './nameValues';
import { PayloadNames, PayloadRow } from './Payload';
import { rowsOfTensors } from './rowsOfTensors';

const splitSchema = z.object({
  dataframe_split: z.object({
    columns: z.array(z.string()),
    data: z.array(z.array(z.unknown())),
  }),
});

/** Where servers put rows: TensorFlow Serving v1, and MLflow's data frames. */
const ROWS = ['instances', 'predictions', 'dataframe_records'];

/**
 * Reads the rows of a request or an answer as model servers write them.
 *
 * @returns one row for each prediction
 */
export function rowsOfJson(json: unknown, names: PayloadNames): PayloadRow[] {
  if (Array.isArray(json)) {
    return json.map(row => nameValues(row, names));
  }
  if (typeof json !== 'object' || json === null) {
    return [nameValues(json, names)];
  }
  const values = new Map<string, unknown>(Object.entries(json));
  const split = splitSchema.safeParse(json).data?.dataframe_split;
  if (split) {
    return split.data.map(row =>
      nameValues(row, { ...names, names: split.columns }),
    );
  }
  for (const key of ['inputs', 'outputs']) {
    const section = values.get(key);
    if (section !== undefined) {
      return rowsOfTensors(section, names) ?? rowsOfColumns(section, names);
    }
  }
  const list = ROWS.map(key => values.get(key)).find(Array.isArray);
  return list ? rowsOfList(list, values, names) : [nameValues(json, names)];
}

/** `{ a: [1, 2], b: [3, 4] }` are two rows. */
function rowsOfColumns(section: unknown, names: PayloadNames): PayloadRow[] {
  if (Array.isArray(section)) {
    return section.map(row => nameValues(row, names));
  }
  const columns = Object.entries(nameValues(section, names));
  const lists = columns.map(([, list]) => list).filter(Array.isArray);
  return lists.length === columns.length && lists.length > 0
    ? lists[0].map((_, row) =>
        Object.fromEntries(columns.map(([name], at) => [name, lists[at][row]])),
      )
    : [Object.fromEntries(columns)];
}

/** Lists beside the rows that are as long say more about each of them. */
function rowsOfList(
  list: readonly unknown[],
  values: ReadonlyMap<string, unknown>,
  names: PayloadNames,
): PayloadRow[] {
  const beside = [...values].flatMap(([name, other]) =>
    !ROWS.includes(name) && Array.isArray(other) && other.length === list.length
      ? [{ name, other }]
      : [],
  );
  return list.map((row, at) => ({
    ...nameValues(row, names),
    ...Object.fromEntries(beside.map(({ name, other }) => [name, other[at]])),
  }));
}
