import { aDeploymentSummary } from '../../__testUtils__/builders/aDeployment';
import {
  anEnvironmentStatus,
  anIdleEnvironment,
} from '../../__testUtils__/builders/aModelStatus';
import { findFailedAttempt } from './findFailedAttempt';

const failed = aDeploymentSummary({ id: 'failed', status: 'failed' });

describe('findFailedAttempt', () => {
  it('finds the last deployment that failed, beside the version that serves', () => {
    expect(
      findFailedAttempt(anEnvironmentStatus({ lastDeployment: failed })),
    ).toEqual({ deployment: failed, servingVersion: 3 });
  });

  it('finds the one that was not approved', () => {
    const rejected = aDeploymentSummary({ status: 'rejected' });
    expect(
      findFailedAttempt({
        ...anIdleEnvironment('production'),
        lastDeployment: rejected,
      }),
    ).toEqual({ deployment: rejected });
  });

  it.each(['live', 'cancelled', 'rolled-back'] as const)(
    'finds nothing where the last one is %s',
    status => {
      const lastDeployment = aDeploymentSummary({ status });
      expect(
        findFailedAttempt(anEnvironmentStatus({ lastDeployment })),
      ).toBeUndefined();
    },
  );

  it('finds nothing while the next one is under way', () => {
    expect(
      findFailedAttempt(
        anEnvironmentStatus({
          lastDeployment: failed,
          activeDeployment: aDeploymentSummary({ status: 'building' }),
        }),
      ),
    ).toBeUndefined();
  });

  it('promises no service where none answers', () => {
    expect(
      findFailedAttempt({
        ...anIdleEnvironment('production'),
        lastDeployment: failed,
      }),
    ).toEqual({ deployment: failed });
    expect(
      findFailedAttempt(
        anEnvironmentStatus({
          lastDeployment: failed,
          traffic: [{ version: 3, weight: 100, state: 'crashed' }],
        }),
      ),
    ).toEqual({ deployment: failed });
  });
});
