import { RecordPolicy } from './ModelPolicySource';

/** Knows under which policies versions were registered. */
export interface RegisteredPolicies {
  /**
   * @returns undefined for a version that was not registered, or was before
   *   policies were kept: then the model's own is all there is
   */
  find(modelRef: string, version: number): Promise<RecordPolicy | undefined>;
  /**
   * @returns those of the versions that are live somewhere, and of the newest
   *   one, which may be live elsewhere or on a share of the traffic
   */
  listInUse(modelRef: string): Promise<RecordPolicy[]>;
}
