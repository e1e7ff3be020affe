import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { nameValues } from './nameValues';
import { PayloadNames, PayloadRow } from './Payload';
import { readCell } from './readCell';

const linesSchema = z.array(z.array(z.string()));

/** @throws CsvError */
export function rowsOfCsv(text: string, names: PayloadNames): PayloadRow[] {
  const lines = linesSchema.parse(parse(text, { skip_empty_lines: true }));
  return lines.map(cells => {
    const values = cells.map(cell => readCell(cell));
    // One value a line has no place among others.
    return nameValues(values.length === 1 ? values[0] : values, names);
  });
}
