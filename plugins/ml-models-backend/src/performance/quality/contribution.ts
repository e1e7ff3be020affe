import { z } from 'zod';
import { Counts, countsSchema, stringifyCounts } from './Counts';

const contributionSchema = z.object({
  sums: countsSchema,
  slices: z.array(z.string()),
});

/** What one outcome has added, and to which slices beside its window. */
export interface Contribution {
  sums: Counts;
  /** Absent in what was stored before slices were. */
  slices?: readonly string[];
}

export function parseContribution(text: string): Contribution {
  const { sums, slices } = z
    .union([
      contributionSchema,
      countsSchema.transform(counts => ({ sums: counts, slices: undefined })),
    ])
    .parse(JSON.parse(text));
  return { sums: new Map(Object.entries(sums)), slices };
}

export function stringifyContribution(
  sums: Counts,
  slices: readonly string[],
): string {
  return `{"sums":${stringifyCounts(sums)},"slices":${JSON.stringify(slices)}}`;
}
