import {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';

/**
 * Does something that changes what runs or who may, and leaves a trace of it.
 *
 * @param describe - what the trace is to tell of the result; default: nothing
 */
export async function audited<Result>(
  auditor: AuditorService,
  event: AuditorServiceCreateEventOptions,
  act: () => Promise<Result>,
  describe?: (result: Result) => JsonObject,
): Promise<Result> {
  const trace = await auditor.createEvent({
    severityLevel: 'medium',
    ...event,
  });
  try {
    const result = await act();
    await trace.success(describe && { meta: describe(result) });
    return result;
  } catch (error) {
    await trace.fail({ error: toError(error) });
    throw error;
  }
}
