import {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';

/** Does something that changes what runs or who may, and leaves a trace of it. */
export async function audited<Result>(
  auditor: AuditorService,
  event: AuditorServiceCreateEventOptions,
  act: () => Promise<Result>,
): Promise<Result> {
  const trace = await auditor.createEvent({
    severityLevel: 'medium',
    ...event,
  });
  try {
    const result = await act();
    await trace.success();
    return result;
  } catch (error) {
    await trace.fail({ error: toError(error) });
    throw error;
  }
}
