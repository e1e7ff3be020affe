import { z } from 'zod';
import {
  canaryRulesSchema,
  deploymentSummarySchema,
  versionWeightSchema,
} from './deployments';
import { entityRefSchema, instantSchema } from './paging';
import { verdictSchema } from './verdict';

export const servingStateSchema = z.enum([
  'starting',
  'ready',
  'unready',
  'crashed',
  'stopped',
]);
export type ServingState = z.infer<typeof servingStateSchema>;

export const trafficShareSchema = z.object({
  version: z.number().int().positive(),
  /** Percent of requests, 0 to 100. */
  weight: z.number().min(0).max(100),
  state: servingStateSchema,
  message: z.string().optional(),
  /** How often its service ended by itself and was started again; absent: never. */
  restarts: z.number().int().positive().optional(),
});

/** What one environment runs now. */
export const environmentStatusSchema = z.object({
  name: z.string(),
  traffic: z.array(trafficShareSchema),
  /** The version with the largest share; absent when none serves. */
  liveVersion: z.number().int().positive().optional(),
  liveSince: instantSchema.optional(),
  liveBy: z.string().optional(),
  /** The deployment that put it there. */
  liveDeploymentId: z.string().optional(),
  /**
   * Root for Open Inference Protocol calls; of a model that its own pipeline deploys,
   * the URL that `spec.serving.endpoint` says.
   */
  endpoint: z.string().optional(),
  /** Id of the serving runtime of what is live; absent while nothing is. */
  runtime: z.string().optional(),
  /**
   * Present where deployments need the approval of somebody other than their
   * requester.
   */
  approval: z
    .object({
      required: z.literal(true),
      /** Versions that a rollback may release with the approval they once got. */
      rollbackVersions: z.array(z.number().int().positive()),
    })
    .optional(),
  /**
   * What an edit of the traffic is made from; absent while nothing is live that the
   * portal has deployed.
   */
  trafficEdit: z
    .object({
      /** Names the traffic as it is: another one tells that it was changed. */
      revision: z.string(),
      /** Shares as they were set; a service that is down may answer less. */
      weights: z.array(versionWeightSchema),
      /** Versions that may be given a share, newest first: the newest 200 of those once live here. */
      versions: z.array(z.number().int().positive()),
    })
    .optional(),
  /** The version that a rollback goes back to; absent where there is none. */
  rollBackTo: z.number().int().positive().optional(),
  /** How a new version is tried here first; absent where it takes all requests at once. */
  canary: canaryRulesSchema.optional(),
  /** When what is live here is retrained by itself; absent where it is not. */
  retrain: z
    .object({
      /** ISO 8601 duration, or five fields of cron in UTC. */
      schedule: z.string().optional(),
      /** The next slot of the schedule; absent until it was looked at. */
      nextAt: instantSchema.optional(),
      /** The verdict that starts one, or a worse one. */
      onVerdict: z.enum(['degraded', 'failing']).optional(),
      /** What one that is due waits for, or why the last was skipped, in a sentence. */
      note: z.string().optional(),
    })
    .optional(),
  requestsLastHour: z.number().int().nonnegative(),
  /** Failures of the model or its service. */
  errorsLastHour: z.number().int().nonnegative(),
  /** Answered with 4xx: the caller's to mend, and no error of the model. */
  invalidRequestsLastHour: z.number().int().nonnegative().default(0),
  /**
   * Of the requests, those imported from a log that has no failures in it: the error
   * rate is of the others. Absent where there are none.
   */
  failuresUntoldLastHour: z.number().int().positive().optional(),
  verdict: verdictSchema,
  /** Queued or under way. */
  activeDeployment: deploymentSummarySchema.optional(),
  lastDeployment: deploymentSummarySchema.optional(),
  /** What served there last; absent while a version is live, and where none was. */
  lastServed: z
    .object({
      version: z.number().int().positive(),
      until: instantSchema,
      /** Nobody stopped it that the portal knows of: no request has come since. */
      ceased: z.literal(true).optional(),
    })
    .optional(),
});
export type EnvironmentStatus = z.infer<typeof environmentStatusSchema>;

/** A row of the model catalog. */
export const modelSummarySchema = z.object({
  modelRef: entityRefSchema,
  title: z.string(),
  description: z.string().optional(),
  task: z.string(),
  lifecycle: z.string(),
  type: z.string(),
  riskTier: z.string().optional(),
  owner: entityRefSchema.optional(),
  ownerTitle: z.string().optional(),
  /** Whether the owner is an entity of the catalog. */
  ownerExists: z.boolean(),
  system: entityRefSchema.optional(),
  tags: z.array(z.string()),
  environments: z.array(
    z.object({
      name: z.string(),
      liveVersion: z.number().int().positive().optional(),
      activeDeployment: deploymentSummarySchema.optional(),
    }),
  ),
  latestVersion: z.number().int().positive().optional(),
  verdict: verdictSchema,
  drift: z
    .object({
      drifted: z.number().int().nonnegative(),
      features: z.number().int().nonnegative(),
    })
    .optional(),
  /** Requests per day of the last seven, oldest first, all environments. */
  requestsPerDay: z.array(z.number().int().nonnegative()),
  lastDeployment: deploymentSummarySchema.optional(),
  /**
   * Days since the model last answered a live production request (not
   * replayed, not shadow); since registration if it never did.
   */
  shelfAgeDays: z.number().nonnegative(),
  onShelf: z.boolean(),
  lastRequestAt: instantSchema.optional(),
});
export type ModelSummary = z.infer<typeof modelSummarySchema>;

/** Days without an answer in production; a week covers what runs on working days only. */
export const ON_SHELF_AFTER_DAYS = 7;

/**
 * Whether its last environment, in the order of promotion, serves a version; or has
 * answered lately, where somebody else deploys.
 */
export function isInProduction({
  environments,
  lastDeployment,
  onShelf,
}: ModelSummary): boolean {
  const isLive = environments.at(-1)?.liveVersion !== undefined;
  return isLive || (lastDeployment === undefined && !onShelf);
}

export const modelListSchema = z.object({ items: z.array(modelSummarySchema) });
export type ModelList = z.infer<typeof modelListSchema>;

/** What runs the versions of a model from the next deployment on. */
export const modelServingSchema = z.object({
  /** Id of its serving runtime; `external`: its own pipeline deploys it. */
  runtime: z.string(),
  /** What keeps it from being deployed, or observed, and what to do. */
  problem: z.string().optional(),
});
export type ModelServing = z.infer<typeof modelServingSchema>;

export const modelStatusSchema = z.object({
  modelRef: entityRefSchema,
  serving: modelServingSchema,
  environments: z.array(environmentStatusSchema),
  /** Further environments that records came from: of services deployed elsewhere. */
  otherEnvironments: z.array(z.string()).default([]),
  latestVersion: z.number().int().positive().optional(),
  /** A request known to be valid, ready to paste. */
  exampleRequest: z.string().optional(),
  /** Inputs that it leaves out: values that the row it is made of misses. */
  exampleOmits: z.array(z.string()).optional(),
  cloneUrl: z.string().optional(),
  /** Of the code, as {@link repositorySchema} says. */
  hostedElsewhere: z.boolean().optional(),
});
export type ModelStatus = z.infer<typeof modelStatusSchema>;
