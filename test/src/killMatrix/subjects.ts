import { TinyModelOptions } from '../journey/publishTinyModel';
import { Kind } from './kinds';

/** Long enough that steps can be seen, and killed in. */
export const BEHAVIOUR = { readyAfterMs: 300, delayMs: 20 };

const OTHER_GUARDRAILS = { maxLatencyRatio: 1_000 };

/** What is there before a kind of deployment begins. */
interface SubjectPlan {
  model: Omit<TinyModelOptions, 'name'>;
  /** Versions that were released in production. */
  released: number;
  /** Further versions, which were built but for another environment. */
  others: number;
}

export const SUBJECTS: Record<Kind, SubjectPlan> = {
  build: { model: {}, released: 1, others: 0 },
  // One is live, one is kept warm: a third one is started.
  rollback: { model: {}, released: 3, others: 0 },
  canary: {
    model: { guardrails: { ...OTHER_GUARDRAILS, bake: 'PT1S', minSamples: 3 } },
    released: 1,
    others: 2,
  },
  'held canary': {
    model: {
      riskTier: 'high',
      // More than come: it cannot be judged.
      guardrails: { ...OTHER_GUARDRAILS, bake: 'PT0S', minSamples: 1_000_000 },
    },
    released: 1,
    others: 2,
  },
  // Two have shares, one is kept warm: a fourth one is started.
  'edit of the traffic': { model: {}, released: 4, others: 0 },
};
