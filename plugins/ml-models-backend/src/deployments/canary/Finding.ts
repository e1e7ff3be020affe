/** What is known of one guardrail. */
export interface Finding {
  breach: boolean;
  says: string;
}

/** Beyond a limit, and with too few requests to be sure. */
export const CHANCE = ', maybe by chance';
