/** Tells whoever looks on that a deployment has moved on. */
export interface DeploymentNews {
  /** Returns at once, and never throws: nothing is to wait or fail for onlookers. */
  tell(deploymentId: string): void;
}
