import {
  NamedValues,
  ReferenceRow,
  Signature,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';

/** Some 300 kB of names; a reference of more has no columns to speak of. */
const COLUMNS_MAX = 10_000;

const storedSchema = z.object({
  inputs: z.array(z.string()),
  outputs: z.array(z.string()),
});

type Section = keyof z.infer<typeof storedSchema>;

/** The inputs and outputs that a version is known to have. */
export class ExpectedColumns {
  private readonly names: Record<Section, ReadonlySet<string>>;

  private constructor({ inputs, outputs }: z.infer<typeof storedSchema>) {
    this.names = { inputs: new Set(inputs), outputs: new Set(outputs) };
  }

  /** @returns undefined for too many to tell others from */
  static of(
    rows: readonly ReferenceRow[],
    signature: Signature,
  ): ExpectedColumns | undefined {
    const namesIn = (section: Section) => [
      ...new Set([
        ...signature[section].map(({ name }) => name),
        ...rows.flatMap(row => Object.keys(row[section])),
      ]),
    ];
    const columns = { inputs: namesIn('inputs'), outputs: namesIn('outputs') };
    return columns.inputs.length + columns.outputs.length > COLUMNS_MAX
      ? undefined
      : new ExpectedColumns(columns);
  }

  /** @param text - JSON, as stored */
  static parse(text: string): ExpectedColumns {
    return new ExpectedColumns(storedSchema.parse(JSON.parse(text)));
  }

  toText(): string {
    return JSON.stringify({
      inputs: [...this.names.inputs],
      outputs: [...this.names.outputs],
    });
  }

  /** @returns `inputs.x`, `outputs.y`: what a record has that is not expected */
  findExtra(record: Record<Section, NamedValues>): string[] {
    const extra: string[] = [];
    for (const section of ['inputs', 'outputs'] as const) {
      for (const name of Object.keys(record[section])) {
        if (!this.names[section].has(name)) extra.push(`${section}.${name}`);
      }
    }
    return extra;
  }
}
