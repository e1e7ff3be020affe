import { featureAspectSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';

const featureSchema = z.object({
  name: z.string(),
  role: z.enum(['input', 'output']),
  /** Names and positions that lead to the value. Default: its name alone. */
  path: z.array(z.string()).min(1).optional(),
  /** What is compared of the value. Default: the value itself. */
  aspect: featureAspectSchema.optional(),
});

/** Bins [e0, e1), [e1, e2) … and the last one with its upper edge. */
const numericBinningSchema = featureSchema.extend({
  type: z.literal('numeric'),
  edges: z.array(z.number()).min(2),
  /** Whether the reference has whole numbers alone, as its bins are named then. */
  whole: z.literal(true).optional(),
});
export type NumericBinning = z.infer<typeof numericBinningSchema>;

const categoricalBinningSchema = featureSchema.extend({
  type: z.literal('categorical'),
  /** Those with a bin of their own, the most frequent first. */
  categories: z.array(z.string()),
  /**
   * The rest of the reference's, so that a value is told to be new. Null where
   * there are too many to keep: nothing is called new then.
   */
  others: z.array(z.string()).nullable(),
  /** Of all values of the reference. Default: they have several types. */
  valueType: z.enum(['string', 'number', 'boolean']).optional(),
});
export type CategoricalBinning = z.infer<typeof categoricalBinningSchema>;

const booleanBinningSchema = featureSchema.extend({
  type: z.literal('boolean'),
});
export type BooleanBinning = z.infer<typeof booleanBinningSchema>;

/** Into which bins the values of a feature fall. */
export const featureBinningSchema = z.discriminatedUnion('type', [
  numericBinningSchema,
  categoricalBinningSchema,
  booleanBinningSchema,
]);
export type FeatureBinning = z.infer<typeof featureBinningSchema>;

/** @returns the name of the input or output that a feature is found in */
export function columnOf({ name, path = [name] }: FeatureBinning): string {
  return path[0];
}
