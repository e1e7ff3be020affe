import { z } from 'zod';
import { entityRefSchema, instantSchema } from './paging';

export const rebuildModelStateSchema = z.enum([
  'waiting',
  'replacing',
  'replaced',
  'failed',
  // Nothing of it serves any more, or a newer deployment took its place.
  'skipped',
  'cancelled',
]);
export type RebuildModelState = z.infer<typeof rebuildModelStateSchema>;

/** One model of an environment that is rebuilt. */
export const rebuildModelSchema = z.object({
  modelRef: entityRefSchema,
  state: rebuildModelStateSchema,
  /** Absent until it has its turn. */
  deploymentId: z.string().optional(),
  /** In a sentence: what it waits for, what was replaced, or why it was not. */
  message: z.string().optional(),
});
export type RebuildModel = z.infer<typeof rebuildModelSchema>;

export const rebuildSummarySchema = z.object({
  id: z.string(),
  environment: z.string(),
  requestedBy: z.string(),
  createdAt: instantSchema,
  /** Absent while it is under way. */
  endedAt: instantSchema.optional(),
  /** Who asked to start no more models. */
  cancelledBy: z.string().optional(),
  /** Numbers of models. */
  models: z.record(rebuildModelStateSchema, z.number().int().nonnegative()),
});
export type RebuildSummary = z.infer<typeof rebuildSummarySchema>;

/** Everything that serves in an environment is made anew. */
export const rebuildSchema = rebuildSummarySchema.extend({
  /** Those that failed first, then those under way; each by model ref. */
  items: z.array(rebuildModelSchema),
});
export type Rebuild = z.infer<typeof rebuildSchema>;

export const rebuildListSchema = z.object({
  /** By name: where models serve, and how many. */
  environments: z.array(
    z.object({ name: z.string(), models: z.number().int().positive() }),
  ),
  /** The newest, newest first. */
  items: z.array(rebuildSummarySchema),
});
export type RebuildList = z.infer<typeof rebuildListSchema>;

/** Body of `POST /rebuilds`. */
export const startRebuildSchema = z.object({
  environment: z.string().min(1).max(63),
  /** The same key returns the rebuild that it started before. */
  idempotencyKey: z.string().min(1).max(200).optional(),
});
export type StartRebuild = z.infer<typeof startRebuildSchema>;
