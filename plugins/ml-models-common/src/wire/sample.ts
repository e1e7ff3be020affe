import { z } from 'zod';
import { stepStatusSchema } from './deployments';
import { entityRefSchema } from './paging';

export const sampleStateSchema = z.enum([
  'off',
  'waiting',
  'creating',
  'replaying',
  'live',
  'failed',
]);
export type SampleState = z.infer<typeof sampleStateSchema>;

/** How far the sample that a new portal sets up for itself has come. */
export const sampleStatusSchema = z.object({
  state: sampleStateSchema,
  /** One sentence: what goes on, or what failed and what to do. */
  message: z.string(),
  /** Share of the work that is behind, 0 to 1. */
  progress: z.number().min(0).max(1).optional(),
  modelRef: entityRefSchema.optional(),
  steps: z
    .array(z.object({ name: z.string(), status: stepStatusSchema }))
    .optional(),
});
export type SampleStatus = z.infer<typeof sampleStatusSchema>;
