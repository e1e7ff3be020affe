import { InferenceQuery } from '@noshelfware/backstage-plugin-ml-models-common';

/** @returns which failures a search asks for; whatever else it does: all */
export function failuresOf(
  status: InferenceQuery['status'],
): 'error' | 'invalid' {
  return status === 'invalid' ? status : 'error';
}
