import { ReferenceRedactor } from '../versions/ReferenceRedactor';

/** @param dropped - inputs that may not be kept */
export function aRedactor(...dropped: string[]): ReferenceRedactor {
  return {
    redactReference: async (_, __, rows) => ({
      rows: rows.map(row => ({
        ...row,
        inputs: Object.fromEntries(
          Object.entries(row.inputs).filter(
            ([name]) => !dropped.includes(name),
          ),
        ),
      })),
      policy: {
        sample: 1,
        redact: dropped.map(name => ({ path: `inputs.${name}`, how: 'drop' })),
      },
    }),
  };
}
