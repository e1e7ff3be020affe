import { Inference } from '@noshelfware/backstage-plugin-ml-models-node';
import { ReportedInference } from './ReportedInference';

/**
 * Makes the record that is stored of one that was reported, but for its exception,
 * which is still as it was reported. Names each field,
 * of which none may be missing: to spread them takes ten times as long.
 */
export function makeInference(
  reported: ReportedInference,
  taken: Pick<
    Inference,
    'inputs' | 'outputs' | 'version' | 'receivedMs' | 'keepsBody'
  >,
): Inference {
  return {
    modelRef: reported.modelRef,
    inferenceId: reported.inferenceId,
    row: reported.row,
    timeMs: reported.timeMs,
    receivedMs: taken.receivedMs,
    environment: reported.environment,
    version: taken.version,
    traffic: reported.traffic,
    replay: reported.replay,
    failed: reported.failed,
    statusCode: reported.statusCode,
    durationMs: reported.durationMs,
    errorType: reported.errorType,
    exception: reported.exception,
    errorPlace: undefined,
    inputs: taken.inputs,
    outputs: taken.outputs,
    keepsBody: taken.keepsBody,
    requestId: reported.requestId,
    gatewayId: reported.gatewayId,
    instanceId: reported.instanceId,
    sequence: reported.sequence,
    imported: reported.imported,
  } satisfies Record<keyof Inference, unknown>;
}
