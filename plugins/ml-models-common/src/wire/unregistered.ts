import { z } from 'zod';
import { deploymentSummarySchema } from './deployments';
import { entityRefSchema, instantSchema } from './paging';

/** A model that serves, and is not in the catalog. */
export const unregisteredModelSchema = z.object({
  modelRef: entityRefSchema,
  /** When the portal first missed it; absent until it has looked. */
  missingSince: instantSchema.optional(),
  /** Where it serves, by name. */
  environments: z.array(
    z.object({
      name: z.string(),
      version: z.number().int().positive(),
      since: instantSchema,
      /** The newest there; a stop that has not ended is under way. */
      lastDeployment: deploymentSummarySchema.optional(),
    }),
  ),
});
export type UnregisteredModel = z.infer<typeof unregisteredModelSchema>;

/** By model ref. */
export const unregisteredModelListSchema = z.object({
  items: z.array(unregisteredModelSchema),
});
export type UnregisteredModelList = z.infer<typeof unregisteredModelListSchema>;

/** Body of `POST /unregistered-models/:namespace/:name/stop`. */
export const stopUnregisteredModelSchema = z.object({
  environment: z.string().min(1).max(63),
});
