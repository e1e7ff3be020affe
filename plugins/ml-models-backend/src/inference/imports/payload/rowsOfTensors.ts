import { z } from 'zod';
import { PayloadNames, PayloadRow } from './Payload';

const tensorsSchema = z
  .array(
    z.object({
      name: z.string(),
      shape: z.array(z.number().int().nonnegative()),
      data: z.array(z.unknown()),
    }),
  )
  .min(1);

/**
 * Reads the tensors of Open Inference Protocol v2: the first dimension is the
 * row, and a tensor that is alone and as wide as there are names is a table.
 *
 * @returns undefined for what are no tensors
 */
export function rowsOfTensors(
  json: unknown,
  { names }: PayloadNames,
): PayloadRow[] | undefined {
  const parsed = tensorsSchema.safeParse(json);
  if (!parsed.success) {
    return undefined;
  }
  const columns = parsed.data.map(({ name, shape, data }) => ({
    name,
    rows: splitTensor(data, shape[0] ?? 1),
  }));
  return columns[0].rows.map((_, row) =>
    Object.fromEntries(
      columns.flatMap(({ name, rows }): Array<[string, unknown]> => {
        const values = rows[row];
        if (columns.length === 1 && names?.length === values?.length) {
          return values.map((value, place) => [names?.[place] ?? name, value]);
        }
        return [[name, values?.length === 1 ? values[0] : values]];
      }),
    ),
  );
}

/** Tensors come flat, or nested as their shape is. */
function splitTensor(data: unknown[], rows: number): unknown[][] {
  const flat = data.flat(Infinity);
  const width = rows > 0 ? flat.length / rows : 0;
  return Array.from({ length: rows }, (_, row) =>
    flat.slice(row * width, (row + 1) * width),
  );
}
