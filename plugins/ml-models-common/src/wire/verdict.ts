import { z } from 'zod';
import { instantSchema } from './paging';

export const verdictStateSchema = z.enum([
  'healthy',
  'degraded',
  'failing',
  'unknown',
]);
export type VerdictState = z.infer<typeof verdictStateSchema>;

export const verdictSignalSchema = z.enum([
  'error-rate',
  'latency',
  'feature-drift',
  'prediction-drift',
  'quality',
  'completeness',
  'no-data',
  /** Another version is live, of which verdicts are. */
  'not-live',
]);

export type VerdictSignal = z.infer<typeof verdictSignalSchema>;

export const verdictReasonSchema = z.object({
  signal: verdictSignalSchema,
  state: verdictStateSchema,
  /**
   * What it looked like in the last window, where that is worse than `state`:
   * not confirmed yet.
   */
  seen: verdictStateSchema.optional(),
  /** Looked better than `state` in the last window, but not for long enough to be called so. */
  recovering: z.boolean().optional(),
  /** Not judged yet, and will be once enough of what is expected has come. */
  pending: z.boolean().optional(),
  /** e.g. `Serving 2.1 % errors in the last 15 minutes (limit 1 %, n = 480); first seen at 14:05 UTC`. */
  text: z.string(),
  /** When the trouble was first seen; absent while there is none. */
  since: instantSchema.optional(),
  /** The parts of `text` around `since`, for pages that know their reader's zone. */
  what: z.string().optional(),
  /** What it was measured over: `in the last 15 minutes`. */
  period: z.string().optional(),
  basis: z.string().optional(),
  /** What is about to change: `stays degraded until 5 windows of 5 minutes in a row are better (2 so far)`. */
  note: z.string().optional(),
});
export type VerdictReason = z.infer<typeof verdictReasonSchema>;

/** Healthy or not, always with reasons a person can act on. */
export const verdictSchema = z.object({
  state: verdictStateSchema,
  reasons: z.array(verdictReasonSchema),
  judgedAt: instantSchema,
  /** What was judged by; absent before the first window has been judged. */
  limits: z
    .array(
      z.object({
        signal: verdictSignalSchema,
        /** e.g. `above 1 %`. */
        degraded: z.string(),
        /** Absent: never failing by this alone. */
        failing: z.string().optional(),
        /** Whether the model sets them; else they are the defaults. */
        fromModel: z.boolean(),
      }),
    )
    .optional(),
});
export type Verdict = z.infer<typeof verdictSchema>;
