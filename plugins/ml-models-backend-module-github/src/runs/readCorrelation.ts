/**
 * What a run carries in its name, `run-name` of the workflow, so that it is found
 * again by whoever has not been told its number.
 */
export interface Correlation {
  deploymentId: string;
  /** Full SHA that is built; undefined: the run's own. */
  commit?: string;
}

/** @returns undefined for a run that was not started by a deployment */
export function readCorrelation(runName: string): Correlation | undefined {
  const deploymentId = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/.exec(
    runName,
  )?.[0];
  return deploymentId
    ? { deploymentId, commit: /\b[0-9a-f]{40}\b/.exec(runName)?.[0] }
    : undefined;
}
