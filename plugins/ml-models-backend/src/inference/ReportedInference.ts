import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  Inference,
  RecordKey,
} from '@noshelfware/backstage-plugin-ml-models-node';

/** One prediction as its service reported it, before anything is left out. */
export interface ReportedInference
  extends Omit<
    Inference,
    'errorPlace' | 'keepsBody' | 'receivedMs' | 'version'
  > {
  /** `service.version`: our number, or the label the version has elsewhere. */
  serviceVersion: string;
}

/** The true outcome of an inference, as it was reported. */
export interface ReportedFeedback extends RecordKey {
  modelRef: string;
  timeMs: number;
  target: NamedValues;
  /** When the outcome was seen; default: when it was received. */
  observedMs?: number;
}

/** Why a record is not taken, as one short clause. */
export interface Rejection {
  reason: string;
}

export function isRejection(value: object): value is Rejection {
  return 'reason' in value;
}
