import { z } from 'zod';

const pathSegmentSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,62}$/,
    'expected lower-case letters, digits, dots, dashes and underscores, 63 at most, a letter or digit first',
  );

/** Body of `POST /git-repositories`. */
export const createGitRepositorySchema = z.object({
  owner: pathSegmentSchema,
  name: pathSegmentSchema,
  description: z.string().max(500).optional(),
  defaultBranch: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/)
    .default('main'),
  /** The same key finds the repository it made, even after a first push. */
  idempotencyKey: z.string().min(1).max(200).optional(),
});
export type CreateGitRepository = z.input<typeof createGitRepositorySchema>;

export const gitRepositorySchema = z.object({
  cloneUrl: z.string(),
  /** Root of the default branch's files, with a slash at its end. */
  rawUrl: z.string(),
  /** Whether it has no commit yet: then its name can still be had. */
  isEmpty: z.boolean(),
});
export type GitRepository = z.infer<typeof gitRepositorySchema>;

export const createdGitRepositorySchema = gitRepositorySchema
  .omit({ isEmpty: true })
  .extend({
    /** Basic auth password for this repository, good for ten minutes. */
    pushToken: z.string(),
    created: z.boolean(),
    /** Full SHA of the default branch; absent while the repository is empty. */
    headCommit: z.string().optional(),
  });
export type CreatedGitRepository = z.infer<typeof createdGitRepositorySchema>;
