import { environmentsOf } from './environmentsOf';
import { DEFAULT_GUARDRAILS, Guardrails } from './guardrails';
import { MlModelEntityV1alpha1 } from './MlModelEntityV1alpha1';

/** How a new version takes over from the live one. */
export type ReleaseStrategy = 'all-at-once' | 'canary' | 'linear' | 'shadow';

/** Percent of the requests, step after step, before the version takes all of them. */
export const DEFAULT_WEIGHTS: Record<ReleaseStrategy, readonly number[]> = {
  'all-at-once': [],
  // Few callers notice a bad version, and a busy model soon has enough requests.
  canary: [10],
  linear: [10, 25, 50],
  // It gets copies of the requests, and answers none.
  shadow: [],
};

export interface Release {
  strategy: ReleaseStrategy;
  /** Percent of the requests, ascending; empty: it answers none before it takes all. */
  weights: readonly number[];
  /** Whether a person decides once it has kept to its guardrails. */
  isGated: boolean;
  /** Each share is judged by these. */
  guardrails: Guardrails;
}

/**
 * In the last environment of a model its callers are; those before it have few
 * requests or none, and a version would wait there for what does not come. So a
 * model that says nothing of an environment has a canary in the last one, and takes
 * its versions at once in the others.
 *
 * @returns what the model says of an environment, and the defaults for the rest
 */
export function releaseOf(
  model: MlModelEntityV1alpha1,
  environment: string,
): Release {
  const { release = {}, guardrails } = model.spec;
  const isLast = environmentsOf(model).at(-1) === environment;
  const told = Object.hasOwn(release, environment)
    ? release[environment]
    : undefined;
  const strategy = told?.strategy ?? (isLast ? 'canary' : 'all-at-once');
  return {
    strategy,
    weights: told?.weights ?? DEFAULT_WEIGHTS[strategy],
    isGated: told?.gate === 'manual',
    guardrails: { ...DEFAULT_GUARDRAILS, ...guardrails },
  };
}
