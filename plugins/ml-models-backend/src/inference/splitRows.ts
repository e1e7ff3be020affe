import {
  NamedValues,
  RecordedValue,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Rejection } from './ReportedInference';

/** The inputs and outputs, or the target, of one row. */
export type RowSections<Name extends string> = Record<Name, NamedValues>;

/**
 * Splits the sections of a body into rows. Each is a map of values, or for a
 * batch a list of such maps; one that is absent is empty in every row.
 *
 * @returns a row for each place of the lists; one row when there are none
 */
export function splitRows<Name extends string>(
  sections: Record<Name, RecordedValue | undefined>,
): RowSections<Name>[] | Rejection;
export function splitRows(
  sections: Record<string, RecordedValue | undefined>,
): RowSections<string>[] | Rejection {
  if (isOneRow(sections)) {
    return [sections];
  }
  const names = Object.keys(sections);
  const columns = names.map(name => columnOf(sections[name]));
  const lists = columns.filter(Array.isArray);
  const count = lists.length > 0 ? lists[0].length : 1;
  if (
    count === 0 ||
    columns.includes(undefined) ||
    lists.some(list => list.length !== count)
  ) {
    return {
      reason: `${names.join(
        ' and ',
      )} of the body are to be a map of values each, or lists of as many maps`,
    };
  }
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(
      names.map((name, at) => [name, valuesAt(columns[at], row)]),
    ),
  );
}

/** Most bodies are: told apart first, since it takes a tenth of the time. */
function isOneRow(
  sections: Record<string, RecordedValue | undefined>,
): sections is RowSections<string> {
  for (const name in sections) {
    if (!isMap(sections[name])) return false;
  }
  return true;
}

/** @returns undefined for what is neither a map nor a list of maps */
function columnOf(
  section: RecordedValue | undefined,
): NamedValues | NamedValues[] | undefined {
  if (section === undefined) {
    return {};
  }
  if (!Array.isArray(section)) {
    return isMap(section) ? section : undefined;
  }
  return section.every(isMap) ? section : undefined;
}

function isMap(value: RecordedValue | undefined): value is NamedValues {
  return typeof value === 'object' && !Array.isArray(value);
}

function valuesAt(
  column: NamedValues | NamedValues[] | undefined,
  row: number,
): NamedValues {
  return (Array.isArray(column) ? column[row] : column) ?? {};
}
