/** A version that deployments have put before users. */
export interface LiveVersion {
  modelRef: string;
  environment: string;
  version: number;
  sinceMs: number;
}

/** Which version a verdict on an environment has to speak of. */
export interface LiveVersions {
  /** @returns none where somebody else deploys */
  list(modelRefs: readonly string[]): Promise<LiveVersion[]>;
}
