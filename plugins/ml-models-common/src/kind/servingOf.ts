import { MlModelEntityV1alpha1 } from './MlModelEntityV1alpha1';

/**
 * The serving runtime of models that their own pipeline deploys: the portal learns
 * from their inference records what answers, and changes nothing.
 */
export const EXTERNAL_RUNTIME = 'external';

/** What runs the versions of a model. */
export interface Serving {
  /** Id of its serving runtime. */
  runtime: string;
  /**
   * Where callers of its last environment send their requests; only of a model
   * that is deployed elsewhere, as the runtimes of the portal know it themselves.
   */
  endpoint?: string;
}

/** @param defaultRuntime - id of the runtime of models that name none */
export function servingOf(
  model: MlModelEntityV1alpha1,
  defaultRuntime: string,
): Serving {
  const { runtime = defaultRuntime, endpoint } = model.spec.serving ?? {};
  return runtime === EXTERNAL_RUNTIME ? { runtime, endpoint } : { runtime };
}
