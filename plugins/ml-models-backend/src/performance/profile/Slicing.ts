import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';
import { BinningLayout, PlacedFeature } from '../binning/BinningLayout';

/** Values that are told apart, the most frequent of the reference. */
const VALUES_MAX = 20;

const sliceSchema = z.object({
  feature: z.string(),
  kind: z.enum(['value', 'other', 'missing']),
  value: z.string(),
});

/** Records that have the same value of an input. */
export type Slice = z.infer<typeof sliceSchema>;

const keySchema = z.tuple([
  sliceSchema.shape.feature,
  sliceSchema.shape.kind,
  sliceSchema.shape.value,
]);

/** @returns one text for a slice, as it is stored */
export function sliceKey({ feature, kind, value }: Slice): string {
  return JSON.stringify([feature, kind, value]);
}

export function parseSliceKey(key: string): Slice {
  const [feature, kind, value] = keySchema.parse(JSON.parse(key));
  return { feature, kind, value };
}

/** @returns keys of the slices that a record belongs to */
export type FindSlices = (inputs: NamedValues) => string[];

/**
 * Prepares slicing by inputs of a layout. A name that is none of its categories
 * or booleans is passed over: numbers have too many values.
 *
 * @param names - `inputs.carrier`
 */
export function compileSlicing(
  layout: BinningLayout,
  names: readonly string[],
): FindSlices {
  const finders = names.flatMap(name => {
    const feature = layout.findFeature(name);
    return feature ? compileFeatureSlices(name, feature) ?? [] : [];
  });
  return inputs => finders.map(find => find(inputs));
}

/** One key for each bin, since values are told apart by their bin. */
function compileFeatureSlices(
  name: string,
  { binning, bins, findBin }: PlacedFeature,
): ((inputs: NamedValues) => string) | undefined {
  if (binning.role !== 'input' || binning.type === 'numeric') {
    return undefined;
  }
  const keys = bins.map(({ kind, label }, index) => {
    const isTold = kind === 'bin' && index < VALUES_MAX;
    const rest = kind === 'missing' ? 'missing' : 'other';
    return sliceKey({
      feature: name,
      kind: isTold ? 'value' : rest,
      value: isTold ? label : rest,
    });
  });
  return inputs => keys[findBin(inputs)];
}
