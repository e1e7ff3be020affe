import { verdictStateSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { z } from 'zod';

/** What a version is judged by; each has a memory of its own. */
export const SIGNALS = [
  'error-rate',
  'latency',
  'feature-drift',
  'prediction-drift',
  'quality',
  'completeness',
] as const;
export type Signal = (typeof SIGNALS)[number];

export const findingSchema = z.object({
  /** Of this look alone; unknown: too little to say. */
  state: verdictStateSchema,
  /** e.g. `Serving 2.08 % errors`; a whole sentence when unknown. */
  what: z.string(),
  /** e.g. `in the last 15 minutes` */
  period: z.string().optional(),
  /** e.g. `limit 1 %, n = 480` */
  basis: z.string().optional(),
  /** Unknown, and no further record would change that: somebody has to. */
  permanent: z.boolean().optional(),
  /** Unknown, until enough of what is expected has come. */
  pending: z.boolean().optional(),
});

/** One look at one signal, at the end of a window. */
export type Finding = z.infer<typeof findingSchema>;
