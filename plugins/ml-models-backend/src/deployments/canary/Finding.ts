import { ComparedGuardrail } from '@noshelfware/backstage-plugin-ml-models-common';

/** What is known of one guardrail, or of several alike in one sentence. */
export interface Finding {
  outcome: ComparedGuardrail['outcome'];
  says: string;
  /** Each by itself. */
  guardrails: ComparedGuardrail[];
}

export function findingOf(guardrail: ComparedGuardrail): Finding {
  const { outcome, says } = guardrail;
  return { outcome, says, guardrails: [guardrail] };
}

/** Beyond a limit, and with too few requests to be sure. */
export const CHANCE = ', maybe by chance';
