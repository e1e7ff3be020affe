import { z } from 'zod';
import { dependenciesSchema, lockFileSchema } from '../repository/dependencies';
import {
  evaluationMetricSchema,
  modelReportSchema,
  namedValuesSchema,
  referenceRowSchema,
  signatureSchema,
} from '../repository/modelReport';
import { entityRefSchema, instantSchema } from './paging';

export const commitSchema = z.object({
  sha: z.string(),
  message: z.string().optional(),
  author: z.string().optional(),
  authoredAt: instantSchema.optional(),
});
export type Commit = z.infer<typeof commitSchema>;

/** One immutable build of a model. */
export const versionSchema = z.object({
  modelRef: entityRefSchema,
  /** 1, 2, 3 … per model. */
  version: z.number().int().positive(),
  /** The name it has elsewhere, e.g. a registry's. */
  label: z.string().optional(),
  /** `registered` by a pipeline, or `observed` in inference records only. */
  origin: z.enum(['registered', 'observed']),
  createdAt: instantSchema,
  createdBy: z.string().optional(),
  commit: commitSchema.optional(),
  artifactDigest: z.string().optional(),
  dataDigest: z.string().optional(),
  framework: z
    .object({ name: z.string(), version: z.string().optional() })
    .optional(),
  metrics: z.array(evaluationMetricSchema),
  gatePassed: z.boolean().optional(),
  referenceRows: z.number().int().nonnegative(),
  /** Seconds from the start of the pipeline run to registration. */
  buildSeconds: z.number().nonnegative().optional(),
  /** Where it serves now; empty when nowhere. */
  serving: z.array(
    z.object({
      environment: z.string(),
      /** Percent of requests, 0 to 100. */
      weight: z.number().min(0).max(100),
      /** It gets a copy of each request besides; no caller gets its answers. */
      shadow: z.literal(true).optional(),
      state: z.enum(['starting', 'ready', 'unready', 'crashed', 'stopped']),
    }),
  ),
});
export type Version = z.infer<typeof versionSchema>;

export const versionDetailSchema = versionSchema.extend({
  report: modelReportSchema.optional(),
  signature: signatureSchema.optional(),
  /** Absent where nobody said them. */
  dependencies: dependenciesSchema.optional(),
  /** The first reference row's inputs: a request that is known to be valid. */
  exampleInputs: namedValuesSchema.optional(),
});
export type VersionDetail = z.infer<typeof versionDetailSchema>;

/** Commits that a source host tells of a range at most; its page has the rest. */
export const COMMITS_BETWEEN_MAX = 100;

/** What lies between two commits. */
export const commitsBetweenSchema = z.object({
  /** Commits that the second has and the first lacks. */
  ahead: z.number().int().nonnegative(),
  /** Commits that the first has and the second lacks: it is older, or of another branch. */
  behind: z.number().int().nonnegative(),
  /** The newest of those ahead, newest first; {@link COMMITS_BETWEEN_MAX} at most. */
  newest: z.array(commitSchema).max(COMMITS_BETWEEN_MAX),
});
export type CommitsBetween = z.infer<typeof commitsBetweenSchema>;

/** What lies between the commits that two versions were built from. */
export const commitRangeSchema = z.object({
  /** The range on the pages of its forge; absent where it is on none that is known. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** Absent where no source host can tell. */
  commits: commitsBetweenSchema.optional(),
});
export type CommitRange = z.infer<typeof commitRangeSchema>;

/** Body of `POST /models/:namespace/:name/versions`. */
export const registerVersionSchema = z.object({
  report: modelReportSchema,
  referenceRows: z.array(referenceRowSchema).max(10_000).default([]),
  artifactUri: z.string().optional(),
  /** What `dependencies` are read from where the report does not say them. */
  lockFile: lockFileSchema.optional(),
  commit: commitSchema.optional(),
  label: z.string().max(200).optional(),
  /** Registering the same run again returns the version it made. */
  runId: z.string().max(200).optional(),
});
export type RegisterVersion = z.infer<typeof registerVersionSchema>;

/** Answer to an artifact that was handed over. */
export const keptArtifactSchema = z.object({
  /** What the version is to be registered with. */
  artifactUri: z.string(),
});
export type KeptArtifact = z.infer<typeof keptArtifactSchema>;

export const repositorySchema = z.object({
  /** What `git clone` takes. */
  cloneUrl: z.string(),
  /** On a service such as GitHub: the portal's git tokens push nothing there. Default: false. */
  hostedElsewhere: z.boolean().optional(),
  defaultBranch: z.string(),
  /** Newest first. */
  commits: z.array(commitSchema),
});
export type Repository = z.infer<typeof repositorySchema>;
