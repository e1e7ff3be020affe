import { z } from 'zod';

/** Stage names every model repository has, in order. */
export const PIPELINE_STAGES = [
  'setup',
  'lint',
  'test',
  'train',
  'evaluate',
  'package',
] as const;

export const pipelineStageSchema = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** A shell command, run from the repository's root. */
  run: z.string().min(1),
  /** Stages that must have succeeded first; default: the stage before. */
  after: z.array(z.string()).optional(),
});
export type PipelineStage = z.infer<typeof pipelineStageSchema>;

/** `pipeline.yaml` at the root of a model repository. */
export const pipelineFileSchema = z.object({
  version: z.literal(1).default(1),
  /**
   * What `setup` installs. An engine with a cache may install the lock file
   * itself, once per lock file, interpreter and platform, and skip the command.
   */
  environment: z
    .object({
      /** PEP 440 specifier for the interpreter, e.g. `>=3.10,<3.15`. */
      python: z.string(),
      lock: z.string(),
    })
    .optional(),
  stages: z.array(pipelineStageSchema).min(1),
  serve: z.object({ run: z.string().min(1) }),
});
export type PipelineFile = z.infer<typeof pipelineFileSchema>;
