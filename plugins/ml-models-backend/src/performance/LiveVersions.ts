/** A version that deployments have put before users, or that its own pipeline was seen to. */
export interface LiveVersion {
  modelRef: string;
  environment: string;
  version: number;
  sinceMs: number;
}

/** What people stopped, where nothing is live since. */
export interface StoppedVersion {
  modelRef: string;
  environment: string;
  version: number;
  untilMs: number;
}

/** Which version a verdict on an environment has to speak of. */
export interface LiveVersions {
  /** @returns none where somebody else deploys unnoticed */
  list(modelRefs: readonly string[]): Promise<LiveVersion[]>;
  listStopped(modelRefs: readonly string[]): Promise<StoppedVersion[]>;
}
