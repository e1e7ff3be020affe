import {
  environmentsOf,
  MlModelEntityV1alpha1,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { parseRetrainSchedule } from '../retrain/parseRetrainSchedule';

/**
 * A retrain of an environment that the model is not served in, or by a clock that
 * nobody can read, would never come.
 *
 * @param model - valid by its schema
 */
export function findContradictoryRetrain(
  model: MlModelEntityV1alpha1,
): string[] {
  const { environment, schedule } = model.spec.retrain ?? {};
  const environments = environmentsOf(model);
  return [
    ...(environment !== undefined && !environments.includes(environment)
      ? [
          `spec.retrain.environment must be one of the model's (${environments.join(
            ', ',
          )}); it is ${environment}`,
        ]
      : []),
    ...(schedule !== undefined && !parseRetrainSchedule(schedule)
      ? [
          `spec.retrain.schedule must be an ISO 8601 duration of whole hours, days, weeks or months, such as P7D, or five fields of cron in UTC, such as 0 3 * * 1; it is ${schedule}`,
        ]
      : []),
  ];
}
