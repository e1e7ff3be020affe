import { z } from 'zod';

/**
 * Packages that are kept of a version; the template's lock file has a hundred, and
 * the largest images of machine learning some thousand.
 */
export const DEPENDENCIES_MAX = 5_000;

/** A package that a version was built with. */
export const dependencySchema = z.object({
  name: z.string().min(1).max(200),
  /** Absent where it is not said; `>=2,<3` where it is not pinned. */
  version: z.string().max(200).optional(),
});
export type Dependency = z.infer<typeof dependencySchema>;

/** In any order; one name may have several versions, each for another platform. */
export const dependencyListSchema = z
  .array(dependencySchema)
  .max(DEPENDENCIES_MAX);

/** What a version was built with. */
export const dependenciesSchema = z.object({
  /** The lock file, by its path in the repository; absent: the report said it. */
  from: z.string().optional(),
  packages: dependencyListSchema,
});
export type Dependencies = z.infer<typeof dependenciesSchema>;

/** Characters of a lock file: seventy times what the template's has. */
const LOCK_FILE_MAX = 8 * 1024 * 1024;

/** What the pipeline has installed, as `environment.lock` of `pipeline.yaml` names it. */
export const lockFileSchema = z.object({
  /** Relative to the root of the repository. */
  path: z.string().min(1).max(500),
  /** In the format of pip's requirements files. */
  content: z.string().max(LOCK_FILE_MAX),
});
export type LockFile = z.infer<typeof lockFileSchema>;
