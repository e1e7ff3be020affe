import {
  DeploymentSummary,
  waitsForDecision,
} from '@noshelfware/backstage-plugin-ml-models-common';

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

/**
 * The same, to stand after the word of the status: a step that has a status of its
 * own is said by that, and what waits for a person does not move.
 *
 * @returns e.g. `64 %, at train` of what is building, `90 %` of what is starting
 */
export function progressAfterStatus(
  deployment: Pick<DeploymentSummary, 'status' | 'progress' | 'currentStep'>,
): string {
  const { status, progress, currentStep } = deployment;
  if (waitsForDecision(status)) {
    return '';
  }
  const isSaid = currentStep !== undefined && status.startsWith(currentStep);
  return progressWords({
    progress,
    currentStep: isSaid ? undefined : currentStep,
  });
}
