import { z } from 'zod';
import { modelReportSchema } from '../repository/modelReport';
import {
  approvalSchema,
  deploymentTriggerSchema,
  holdSchema,
} from './deployments';
import { trafficKindSchema } from './inference';
import { entityRefSchema, instantSchema } from './paging';
import { commitSchema } from './versions';

/** Which moment is asked about: an instant, or that of one inference. */
export const modelAtQuerySchema = z
  .object({
    time: instantSchema.optional(),
    /** Id of a record, whose moment and version it is then. */
    inference: z.uuid().optional(),
  })
  .refine(
    query => (query.time === undefined) !== (query.inference === undefined),
    {
      message:
        'give either a time, e.g. 2026-03-01T12:00:00Z, or the id of an inference',
      path: ['time'],
    },
  );
export type ModelAtQuery = z.infer<typeof modelAtQuerySchema>;

/** A deployment, as whoever asks about a moment of the past wants it told. */
export const pastDeploymentSchema = z.object({
  id: z.string(),
  trigger: deploymentTriggerSchema,
  requestedBy: z.string().optional(),
  createdAt: instantSchema,
  /** When its outcome was there: it was live, stopped, or had edited the traffic. */
  endedAt: instantSchema.optional(),
  /** Absent where no approval was needed. */
  approval: approvalSchema.optional(),
  /** Absent for one whose canary was never held. */
  hold: holdSchema.optional(),
});
export type PastDeployment = z.infer<typeof pastDeploymentSchema>;

/** Where a version comes from. It never changes. */
export const versionOriginSchema = z.object({
  version: z.number().int().positive(),
  label: z.string().optional(),
  /** Absent, as all that follows, for one that is not registered. */
  registeredAt: instantSchema.optional(),
  registeredBy: z.string().optional(),
  commit: commitSchema.optional(),
  artifactDigest: z.string().optional(),
  /** As its pipeline has reported. */
  trainedOn: modelReportSchema.shape.data,
});
export type VersionOrigin = z.infer<typeof versionOriginSchema>;

export const servedVersionSchema = versionOriginSchema.extend({
  /** Percent of the requests, 0 to 100, as it was set. */
  weight: z.number().min(0).max(100),
  /** A canary was being tried. */
  role: z.enum(['primary', 'canary']),
  /** What had put it there, or was trying it. */
  deployment: pastDeploymentSchema,
});
export type PastServedVersion = z.infer<typeof servedVersionSchema>;

export const environmentAtSchema = z.object({
  name: z.string(),
  /**
   * What had made it so: a release, a stop, or an edit of the traffic. Absent before
   * the first.
   */
  lastChange: pastDeploymentSchema.optional(),
  /** The largest share first; empty where nothing served. */
  versions: z.array(servedVersionSchema),
});
export type EnvironmentAt = z.infer<typeof environmentAtSchema>;

export const ownerAtSchema = z.object({
  ownerRef: entityRefSchema,
  /** When the portal first saw this owner. */
  since: instantSchema,
  /** It is the first that was seen, and may have been the owner for longer. */
  isFirstSeen: z.boolean(),
  /** When it first saw another one; absent for today's owner. */
  until: instantSchema.optional(),
});
export type OwnerAt = z.infer<typeof ownerAtSchema>;

/** What answered an inference. */
export const answeringVersionSchema = versionOriginSchema.extend({
  environment: z.string(),
  traffic: trafficKindSchema,
  /** Absent where it was not deployed from here. */
  deployment: pastDeploymentSchema.optional(),
});
export type AnsweringVersion = z.infer<typeof answeringVersionSchema>;

/** A model at a moment of the past. */
export const modelAtSchema = z.object({
  modelRef: entityRefSchema,
  time: instantSchema,
  /** When the portal first saw the model; absent until it has. */
  knownSince: instantSchema.optional(),
  /** Absent before an owner was seen for the first time. */
  owner: ownerAtSchema.optional(),
  /** When an owner was seen for the first time; absent until then. */
  ownersKnownSince: instantSchema.optional(),
  /** In the order of promotion; last those that the model names no more. */
  environments: z.array(environmentAtSchema),
  /** Of the inference that was asked about; absent where its record is not kept. */
  answeredBy: answeringVersionSchema.optional(),
});
export type ModelAt = z.infer<typeof modelAtSchema>;
