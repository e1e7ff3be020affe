import { z } from 'zod';
import { buildComparisonSchema } from './buildComparison';
import { canaryComparisonSchema } from './canaryComparison';
import { entityRefSchema, instantSchema, INTEGER_MAX, pageOf } from './paging';
import { commitSchema } from './versions';

export const DEPLOYMENT_STATUSES = [
  'queued',
  'building',
  'registered',
  'awaiting-approval',
  'starting',
  'smoke',
  'canary',
  // Gets a copy of each request; others answer the callers.
  'shadow',
  // Tried, and not to be released by itself: it goes on until a person decides.
  'held',
  'live',
  'stopping',
  'stopped',
  'failed',
  'cancelled',
  // Somebody did not approve it, or put it back while it was held.
  'rejected',
  'rolled-back',
  // The shares of versions were set by hand; no version was released.
  'traffic-edited',
  // A version that ran without requests runs no more; who answers is as before.
  'retired',
  // No request has come for long where the model's own pipeline deploys.
  'ceased',
  // Fresh instances answer in place of those that ran; no version was released.
  'rebuilt',
] as const;

export const deploymentStatusSchema = z.enum(DEPLOYMENT_STATUSES);
export type DeploymentStatus = z.infer<typeof deploymentStatusSchema>;

export const FINAL_DEPLOYMENT_STATUSES: readonly DeploymentStatus[] = [
  'live',
  'stopped',
  'failed',
  'cancelled',
  'rejected',
  'rolled-back',
  'traffic-edited',
  'retired',
  'ceased',
  'rebuilt',
];

/** @returns whether nothing more will happen to a deployment in this status */
export function isFinalDeploymentStatus(status: DeploymentStatus): boolean {
  return FINAL_DEPLOYMENT_STATUSES.includes(status);
}

const WAITING_STATUSES: readonly DeploymentStatus[] = [
  'awaiting-approval',
  'held',
];

/** @returns whether a deployment in this status waits for a person to decide */
export function waitsForDecision(status: DeploymentStatus): boolean {
  return WAITING_STATUSES.includes(status);
}

export const stepStatusSchema = z.enum([
  'pending',
  'running',
  'succeeded',
  'failed',
  'skipped',
  'cancelled',
]);
export type StepStatus = z.infer<typeof stepStatusSchema>;

/** A step of a deployment: a pipeline stage, or a step of the release. */
export const deploymentStepSchema = z.object({
  name: z.string(),
  kind: z.enum(['pipeline', 'release']),
  status: stepStatusSchema,
  startedAt: instantSchema.optional(),
  endedAt: instantSchema.optional(),
  /** What the step took in the last deployment that came this far. */
  lastSeconds: z.number().nonnegative().optional(),
  /** One sentence: what happened, or why it failed. */
  message: z.string().optional(),
  hasLog: z.boolean(),
});
export type DeploymentStep = z.infer<typeof deploymentStepSchema>;

export const deploymentTriggerSchema = z.enum([
  'manual',
  'template',
  'push',
  'api',
  'retry',
  'rollback',
  // Takes out of the environment what serves there, and puts nothing in its place.
  'stop',
  // Shares the requests out among versions that were released there before.
  'traffic',
  // Lets fresh instances take over from those that run, of the same versions.
  'rebuild',
  // Ends a version that runs without requests.
  'retire',
  'sample',
  // Builds the commit of the live version anew, from what data there is now.
  'retrain',
  // Made by the model's own pipeline, and learnt from its inference records.
  'observed',
]);
export type DeploymentTrigger = z.infer<typeof deploymentTriggerSchema>;

/** The step of the release in which a retrained version is compared with the live one. */
export const COMPARE_STEP = 'compare';

/** The step of the release in which a deployment waits for its approval. */
export const APPROVE_STEP = 'approve';

/** The step of the release in which a version is tried on a share of the requests. */
export const CANARY_STEP = 'canary';

/** The step of the release in which a version gets copies of the requests. */
export const SHADOW_STEP = 'shadow';

/** Times that a step of a canary, or a shadow, is watched anew while it has too few requests. */
export const CANARY_BAKES_MAX = 10;

/** How a version is tried on real requests before it takes all of them. */
export const canaryRulesSchema = z.object({
  /**
   * Percent of the requests that it answers, step after step, before all of them;
   * empty of a shadow, which answers none.
   */
  weights: z.array(z.number()),
  /** Set of one that gets a copy of each request, whose answers are compared. */
  shadow: z
    .object({
      /**
       * Requests answered otherwise ÷ those that both answered; 1: no limit. Absent:
       * of each text and boolean by itself, no more than MAX_OTHER_DECISIONS.
       */
      maxDisagreement: z.number().optional(),
      /** Numbers a and b are the same within so many times max(1, |a|, |b|). */
      tolerance: z.number(),
    })
    .optional(),
  /** Set where the model asks that a person decides once it was judged. */
  gate: z.literal('manual').optional(),
  /** How long each step is watched at least; {@link CANARY_BAKES_MAX} times as long while it has too few requests. */
  bakeSeconds: z.number().nonnegative(),
  /** Errors ÷ requests. */
  maxErrorRate: z.number(),
  /** p95 latency ÷ that of the live version meanwhile. */
  maxLatencyRatio: z.number(),
  /** Requests it has to have answered in each step before it is called good. */
  minSamples: z.number().int().positive(),
  /** Loss of quality ÷ that of the live version; absent of those from before it was judged. */
  maxQualityLoss: z.number().optional(),
  /** The model names that loss itself: until it is measured, something is not. */
  mustMeasureQuality: z.literal(true).optional(),
});
export type CanaryRules = z.infer<typeof canaryRulesSchema>;

/** @returns how often a version is judged anew, each time by what came since */
export function countTrials({ weights }: Pick<CanaryRules, 'weights'>): number {
  return Math.max(1, weights.length);
}

/** @returns how long a version is tried at least, in seconds */
export function leastCanarySeconds(rules: CanaryRules): number {
  return rules.bakeSeconds * countTrials(rules);
}

/** @returns the step in which a version is tried; a status while it lasts, too */
export function trialStepOf({ shadow }: Pick<CanaryRules, 'shadow'>) {
  return shadow ? SHADOW_STEP : CANARY_STEP;
}

/** @returns whether a version is tried in a step of this name */
export function isTrialStep(name: string | undefined): boolean {
  return name === CANARY_STEP || name === SHADOW_STEP;
}

export const approvalDecisionSchema = z.enum(['approved', 'rejected']);
export type ApprovalDecision = z.infer<typeof approvalDecisionSchema>;

/** Of a deployment that somebody other than its requester must approve. */
export const approvalSchema = z.object({
  required: z.literal(true),
  /** Absent until somebody has decided. */
  decision: approvalDecisionSchema.optional(),
  decidedBy: entityRefSchema.optional(),
  decidedAt: instantSchema.optional(),
  comment: z.string().optional(),
  /** How long the deployment waited for it; absent while it waits. */
  waitedSeconds: z.number().nonnegative().optional(),
  /**
   * The deployment that the decision was made about, where it was an earlier one
   * of the same version: a rollback or a retry goes on with its approval.
   */
  carriedFrom: z.string().optional(),
});
export type Approval = z.infer<typeof approvalSchema>;

/**
 * Of a deployment whose version could not be judged, where nothing may be released
 * unjudged: it may yet be judged by what comes while it is held. Or of one whose model
 * asks that a person decides: it may yet break a guardrail.
 */
export const holdSchema = z.object({
  /** What was not measured, and why; or that the model asks for a person. */
  reason: z.string(),
  since: instantSchema,
  /** Absent until somebody has decided: to release it, or to put it back. */
  decision: approvalDecisionSchema.optional(),
  decidedBy: entityRefSchema.optional(),
  decidedAt: instantSchema.optional(),
  comment: z.string().optional(),
});
export type Hold = z.infer<typeof holdSchema>;

const WHOLE_PERCENT =
  'a share is a whole percent from 1 to 100: leave out a version that is to answer nothing';

/** What one version answers where requests are shared out by hand. */
export const versionWeightSchema = z.object({
  version: z.number().int().positive().max(INTEGER_MAX),
  /** Percent of the requests. */
  weight: z
    .number()
    .int(WHOLE_PERCENT)
    .min(1, WHOLE_PERCENT)
    .max(100, WHOLE_PERCENT),
});
export type VersionWeight = z.infer<typeof versionWeightSchema>;

export const deploymentSummarySchema = z.object({
  id: z.string(),
  modelRef: entityRefSchema,
  environment: z.string(),
  status: deploymentStatusSchema,
  version: z.number().int().positive().optional(),
  /** What is built, or was; only its SHA before the pipeline has fetched it. */
  commit: commitSchema.optional(),
  trigger: deploymentTriggerSchema,
  /** Absent where nobody knows: its own pipeline, of one that was observed. */
  requestedBy: z.string().optional(),
  /** Why it was asked for, where no person did: a slot of a schedule, a verdict. */
  reason: z.string().optional(),
  createdAt: instantSchema,
  endedAt: instantSchema.optional(),
  /**
   * Seconds from the commit to its version's going live here. Null: the time of the
   * commit is not known. Absent where no change went live: before the end, and of a
   * version that had been live here before.
   */
  leadTimeSeconds: z.number().nonnegative().nullable().optional(),
  /** The step that runs or failed. */
  currentStep: z.string().optional(),
  /** Share of the work that is behind, 0 to 1, from the last run's times. */
  progress: z.number().min(0).max(1).optional(),
  /** Absent where no approval is needed. */
  approval: approvalSchema.optional(),
  /**
   * Of an edit of the traffic: the shares it asks for, and those it found. Of one that
   * was observed: those that were, where several versions answered.
   */
  traffic: z
    .object({
      weights: z.array(versionWeightSchema),
      /** Absent until it has begun. */
      before: z.array(versionWeightSchema).optional(),
    })
    .optional(),
});
export type DeploymentSummary = z.infer<typeof deploymentSummarySchema>;

export const deploymentQuerySchema = z.object({
  environment: z.string().optional(),
  status: deploymentStatusSchema.optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type DeploymentQuery = z.output<typeof deploymentQuerySchema>;

export const deploymentPageSchema = pageOf(deploymentSummarySchema);
export type DeploymentPage = z.infer<typeof deploymentPageSchema>;

/** One attempt to put one version into one environment. */
export const deploymentSchema = deploymentSummarySchema.extend({
  steps: z.array(deploymentStepSchema),
  failure: z
    .object({
      step: z.string(),
      /** What happened and what to do, in one or two sentences. */
      message: z.string(),
      /** The first line of the log that tells of an error. */
      firstErrorLine: z.string().optional(),
      /** What answers requests in the environment now. */
      stillServing: z.string().optional(),
    })
    .optional(),
  previousVersion: z.number().int().positive().optional(),
  /** Where people look at the pipeline run; absent where its engine has no pages. */
  runUrl: z.url({ protocol: /^https?$/ }).optional(),
  /** Who else shows it, such as GitHub; absent where nobody does. */
  mirrors: z
    .array(
      z.object({
        mirror: z.string(),
        url: z.url({ protocol: /^https?$/ }).optional(),
        /** When it was told last; absent: never. */
        toldAt: instantSchema.optional(),
        /** Why it does not know how the deployment is; absent: it does, or soon will. */
        problem: z.string().optional(),
      }),
    )
    .optional(),
  /** Absent for one that takes all requests at once. */
  canary: canaryRulesSchema.optional(),
  /** Of a canary or shadow that was looked at; kept for ever, however it ended. */
  comparison: canaryComparisonSchema.optional(),
  /** Absent for one that was never held. */
  hold: holdSchema.optional(),
  /**
   * The step from which a retry goes on with the build, as far as what those before
   * have left is kept. Absent: a retry builds all, or nothing.
   */
  resumesFrom: z.string().optional(),
  /** Of a retrain, once it is made: what it built beside what was live. */
  buildComparison: buildComparisonSchema.optional(),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** Body of `POST /models/:namespace/:name/deployments`. */
export const requestDeploymentSchema = z
  .object({
    environment: z.string().min(1).max(63),
    /** Release this version; nothing is built. A rollback without one goes to the version before. */
    version: z.number().int().positive().max(INTEGER_MAX).optional(),
    /** Build this commit (a full SHA); default: head of the default branch. */
    commit: z
      .string()
      .regex(/^[0-9a-f]{40}$/, 'expected a full commit SHA of 40 hex digits')
      .optional(),
    trigger: deploymentTriggerSchema.optional(),
    /** Whom a service asks for; ignored when a user calls. */
    onBehalfOf: entityRefSchema.optional(),
    /** The same key returns the deployment it made before. */
    idempotencyKey: z.string().min(1).max(200).optional(),
  })
  .refine(body => !(body.version && body.commit), {
    message: 'give a version or a commit, not both',
    path: ['version'],
  })
  .refine(body => body.trigger !== 'stop' || !(body.version || body.commit), {
    message:
      'a stop takes out whatever serves: give neither a version nor a commit',
    path: ['trigger'],
  })
  .refine(
    body => body.trigger !== 'retrain' || !(body.version || body.commit),
    {
      message:
        'a retrain builds the commit of the live version: give neither a version nor a commit',
      path: ['trigger'],
    },
  )
  .refine(
    body => body.trigger !== 'rebuild' || !(body.version || body.commit),
    {
      message:
        'a rebuild makes anew whatever serves: give neither a version nor a commit',
      path: ['trigger'],
    },
  )
  .refine(body => body.trigger !== 'traffic', {
    message: 'traffic has a call of its own: POST …/traffic',
    path: ['trigger'],
  })
  .refine(body => body.trigger !== 'retire', {
    message:
      'a version is retired by a call of its own: POST …/versions/<version>/retire',
    path: ['trigger'],
  })
  .refine(body => body.trigger !== 'observed', {
    message:
      'what a pipeline elsewhere has deployed is learnt from inference records: send those',
    path: ['trigger'],
  });
export type RequestDeployment = z.infer<typeof requestDeploymentSchema>;

/** Body of `POST /models/:namespace/:name/versions/:version/retire`. */
export const retireVersionSchema = z.object({
  environment: z.string().min(1).max(63),
  /** The same key returns the deployment it made before. */
  idempotencyKey: z.string().min(1).max(200).optional(),
});
export type RetireVersion = z.infer<typeof retireVersionSchema>;

/** More versions at once than anybody would tell apart. */
const SHARES_MAX = 20;

/** Body of `POST /models/:namespace/:name/traffic`. */
export const editTrafficSchema = z.object({
  environment: z.string().min(1).max(63),
  /** Whole percents that sum to 100; a version that is left out answers nothing. */
  weights: z
    .array(versionWeightSchema)
    .min(1, 'give at least one version a share')
    .max(SHARES_MAX)
    .superRefine((weights, context) => {
      const twice = weights.find(
        ({ version }, index) =>
          weights.findIndex(other => other.version === version) < index,
      );
      if (twice) {
        context.addIssue({
          code: 'custom',
          message: `version ${twice.version} is given twice: give it one share`,
        });
      }
      const sum = sumOfWeights(weights);
      if (sum !== 100) {
        context.addIssue({
          code: 'custom',
          message: `the shares sum to ${sum} %: make them sum to 100 %`,
        });
      }
    }),
  /**
   * `trafficEdit.revision` of the environment, as whoever edits has seen it: if
   * somebody has changed its traffic since, the call is refused.
   */
  revision: z.string().min(1).max(200),
  /** The same key returns the edit it made before. */
  idempotencyKey: z.string().min(1).max(200).optional(),
});
export type EditTraffic = z.infer<typeof editTrafficSchema>;

/** @returns percent of the requests */
export function sumOfWeights(
  weights: ReadonlyArray<{ weight: number }>,
): number {
  return weights.reduce((sum, { weight }) => sum + weight, 0);
}

/** Body of `POST /models/:namespace/:name/deployments/:id/approval` and `…/hold`. */
export const decideApprovalSchema = z.object({
  decision: approvalDecisionSchema,
  /** For whoever asks why, now or in years. */
  comment: z.string().trim().max(1000).optional(),
});
export type DecideApproval = z.infer<typeof decideApprovalSchema>;

export const logChunkSchema = z.object({
  text: z.string(),
  /** Byte offset to read on from. */
  next: z.number().int().nonnegative(),
  /** No more will come. */
  complete: z.boolean(),
});
export type LogChunk = z.infer<typeof logChunkSchema>;
