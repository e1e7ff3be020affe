import { environmentsOf } from './environmentsOf';
import { MlModelEntityV1alpha1 } from './MlModelEntityV1alpha1';

/** What a retrained version has to be, beside the live one on the same rows. */
export type RetrainGate = 'not-worse-than-live' | 'none';

export interface Retrain {
  /** Whose live version is retrained by itself. */
  environment: string;
  /** ISO 8601 duration, or five fields of cron in UTC; absent: on no schedule. */
  schedule?: string;
  /** The verdict that starts one, or a worse one; absent: none does. */
  onVerdict?: 'degraded' | 'failing';
  /** ISO 8601 duration: for so long after a retrain the verdict starts none. */
  atMostEvery: string;
  gate: RetrainGate;
}

/**
 * By itself nothing is retrained that does not say so; by hand, the live version of
 * any environment is.
 *
 * @returns what the model says, and the defaults for the rest
 */
export function retrainOf(model: MlModelEntityV1alpha1): Retrain {
  const { retrain = {} } = model.spec;
  return {
    // Never empty: the last one is where the callers are.
    environment: retrain.environment ?? environmentsOf(model).slice(-1)[0],
    schedule: retrain.schedule,
    onVerdict: retrain.onVerdict,
    atMostEvery: retrain.atMostEvery ?? 'P1D',
    gate: retrain.gate ?? 'not-worse-than-live',
  };
}
