import { DeploymentStep } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  aDeployment,
  aStep,
} from '../../../__testUtils__/builders/aDeployment';
import { stepToShow } from './stepToShow';

function show(statuses: DeploymentStep['status'][], wanted?: string) {
  const steps = statuses.map((status, index) =>
    aStep({ name: `step ${index}`, status, hasLog: status !== 'pending' }),
  );
  return stepToShow(aDeployment({ steps }), wanted)?.name;
}

describe('stepToShow', () => {
  it('is the one that was asked for', () => {
    expect(show(['succeeded', 'failed'], 'step 0')).toBe('step 0');
  });

  it('is the one that failed, else one that runs beside others that are done', () => {
    expect(show(['running', 'failed', 'succeeded'])).toBe('step 1');
    expect(show(['running', 'succeeded', 'pending'])).toBe('step 0');
  });

  it('is the first of those that were cut off, begun side by side', () => {
    expect(show(['succeeded', 'cancelled', 'cancelled'])).toBe('step 1');
    expect(show(['cancelled', 'cancelled', 'failed'])).toBe('step 2');
  });

  it('is the last that has a log, and none before any has', () => {
    expect(show(['succeeded', 'succeeded', 'pending'])).toBe('step 1');
    expect(show(['pending'])).toBeUndefined();
  });
});
