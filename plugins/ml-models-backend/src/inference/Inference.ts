import { ReportedInference } from './ReportedInference';

/** A prediction that is to be stored: redacted, and of a version of ours. */
export interface Inference extends Omit<ReportedInference, 'serviceVersion'> {
  version: number;
  receivedMs: number;
  /** False: sampled out. The row is kept, and what profiles count, without its body. */
  keepsBody: boolean;
}

/** An outcome that is to be stored, redacted. */
export interface Feedback {
  modelRef: string;
  inferenceId: string;
  row: number;
  timeMs: number;
  target: ReportedInference['outputs'];
  observedMs: number;
}
