import { DeploymentSummary } from '@noshelfware/backstage-plugin-ml-models-common';

/**
 * How far a deployment is, of all of it and not of the step that it is at.
 *
 * @returns e.g. `64 %, at train`; empty when neither is known
 */
export function progressWords({
  progress,
  currentStep,
}: Pick<DeploymentSummary, 'progress' | 'currentStep'>): string {
  if (progress === undefined) {
    return currentStep ?? '';
  }
  // Lines break between words, and not before a unit.
  const share = `${Math.floor(progress * 100)}\u00a0%`;
  return currentStep === undefined ? share : `${share}, at ${currentStep}`;
}
