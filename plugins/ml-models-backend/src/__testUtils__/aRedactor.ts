import { ExampleRedactor } from '../versions/ExampleRedactor';

/** @param dropped - inputs that may not be kept */
export function aRedactor(...dropped: string[]): ExampleRedactor {
  return {
    redactReference: async (_, __, rows) =>
      rows.map(row => ({
        ...row,
        inputs: Object.fromEntries(
          Object.entries(row.inputs).filter(
            ([name]) => !dropped.includes(name),
          ),
        ),
      })),
  };
}
