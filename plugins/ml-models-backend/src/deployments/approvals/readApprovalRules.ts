import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { ApprovalRule } from './ApprovalRule';

const KEY = 'mlModels.approvals';

/** What goes wrong with a model of high risk concerns people, once it is live. */
const DEFAULT_RULES: ApprovalRule[] = [
  { riskTiers: ['high'], environments: ['production'] },
];

const approvalsSchema = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        riskTiers: z
          .array(z.enum(['minimal', 'limited', 'high']))
          .min(1)
          .optional(),
        environments: z.array(z.string().min(1)).min(1).optional(),
      }),
    )
    .optional(),
});

/**
 * @returns the rules of the configuration; none where it says `rules: []`
 * @throws InputError for rules that cannot be read: to go on without them would
 *   let through what somebody wanted to be held
 */
export function readApprovalRules(config: Config): ApprovalRule[] {
  const parsed = approvalsSchema.safeParse(config.getOptional(KEY) ?? {});
  if (!parsed.success) {
    throw new InputError(
      `Configuration ${KEY} cannot be read: ${z.prettifyError(
        parsed.error,
      )}\nExpected rules: [{ riskTiers: [high], environments: [production] }]`,
    );
  }
  return parsed.data.rules ?? DEFAULT_RULES;
}
