import { InferenceFilter } from '@noshelfware/backstage-plugin-ml-models-node';

/** Whether a filter asks for more than a range. */
export function looksAtRows({
  from,
  until,
  ...others
}: InferenceFilter): boolean {
  return Object.values(others).some(value =>
    Array.isArray(value) ? value.length > 0 : value !== undefined,
  );
}
