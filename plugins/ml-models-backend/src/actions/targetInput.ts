import type { z as zod } from 'zod/v3';
import { MODEL_REF_DESCRIPTION } from './parseModelRef';

/** What every action that deploys asks for. */
export function targetInput(z: typeof zod) {
  return {
    modelRef: z.string().describe(MODEL_REF_DESCRIPTION),
    environment: z
      .string()
      .describe('One of those of the model, e.g. `production`.'),
    idempotencyKey: z
      .string()
      .optional()
      .describe('The same key answers with the deployment it made before.'),
  };
}
