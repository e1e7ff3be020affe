/** What is known of one guardrail. */
export interface Finding {
  /** Unmeasured: it is not known, and what is not known is no good sign. */
  outcome: 'kept' | 'broken' | 'unmeasured';
  says: string;
}

/** Beyond a limit, and with too few requests to be sure. */
export const CHANCE = ', maybe by chance';
