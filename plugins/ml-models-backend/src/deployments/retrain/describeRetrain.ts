import {
  EnvironmentStatus,
  MlModelEntityV1alpha1,
  retrainOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { toOptionalInstant } from '../../databaseInstant';
import { RetrainPlanRow } from './retrainPlans';

/** @returns when what is live in an environment is retrained by itself; undefined: never */
export function describeRetrain(
  model: MlModelEntityV1alpha1,
  environment: string,
  plan: RetrainPlanRow | undefined,
): EnvironmentStatus['retrain'] {
  const { environment: retrained, onVerdict, schedule } = retrainOf(model);
  if (environment !== retrained || !(schedule ?? onVerdict)) {
    return undefined;
  }
  // What the model says now may not have been looked at yet.
  const known = plan?.environment === environment ? plan : undefined;
  return {
    schedule,
    onVerdict,
    nextAt:
      known?.schedule === schedule
        ? toOptionalInstant(known?.next_at ?? null)
        : undefined,
    note: known?.note ?? undefined,
  };
}
