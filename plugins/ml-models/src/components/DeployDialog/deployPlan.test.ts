import { aCanary } from '../../__testUtils__/builders/aCanary';
import { aDeploymentSummary } from '../../__testUtils__/builders/aDeployment';
import {
  anEnvironmentStatus,
  anIdleEnvironment,
} from '../../__testUtils__/builders/aModelStatus';
import {
  DeployPlan,
  describePlan,
  nameOfAct,
  needsApproval,
  toRequest,
} from './deployPlan';

function aPlan(overrides: Partial<DeployPlan> = {}): DeployPlan {
  return {
    source: { kind: 'version', version: 4 },
    environment: anEnvironmentStatus(),
    latestVersion: 4,
    wasLive: false,
    ...overrides,
  };
}

const sha = 'b'.repeat(40);

it('says what a newer version takes over, and how to go back', () => {
  expect(describePlan(aPlan())).toBe(
    'Version 4 passes a smoke test in production, then takes over all requests in production from version 3; nothing is built. Version 3 stays ready: deploy it again to go back.',
  );
  expect(nameOfAct(aPlan())).toBe('Deploy version 4 to production');
  expect(toRequest(aPlan())).toEqual({ environment: 'production', version: 4 });
});

it('says that it ends a split that somebody has set', () => {
  const environment = anEnvironmentStatus({
    trafficEdit: {
      revision: 'd-3',
      weights: [
        { version: 3, weight: 80 },
        { version: 2, weight: 20 },
      ],
      versions: [3, 2],
    },
  });
  expect(describePlan(aPlan({ environment }))).toContain(
    'It ends the split of the traffic in production: version 3 80 %, version 2 20 %.',
  );
});

it('says how a new version is tried first, and holds up nothing else', () => {
  const environment = anEnvironmentStatus({
    canary: aCanary(),
  });
  const tried =
    'Before that it answers 10 % of the requests for 1 min or more (up to 10 min, until it has answered 500), and is put back if more than 1 % of them fail, if they take more than 1.5 times as long, or if it predicts otherwise.';
  expect(describePlan(aPlan({ environment }))).toContain(tried);
  const notLiveBefore = { kind: 'version' as const, version: 2 };
  expect(describePlan(aPlan({ environment, source: notLiveBefore }))).toContain(
    tried,
  );
  for (const version of [2, 3]) {
    const source = { kind: 'version' as const, version };
    expect(
      describePlan(aPlan({ environment, source, wasLive: true })),
    ).not.toContain(tried);
  }
});

it('calls going to an older version a rollback where that was live', () => {
  const plan = aPlan({
    source: { kind: 'version', version: 2 },
    wasLive: true,
  });
  expect(describePlan(plan)).toMatch(
    /^Version 2, which is older, passes a smoke test in production, then takes all requests there back from version 3;/,
  );
  expect(nameOfAct(plan)).toBe('Roll back to version 2 in production');
  expect(toRequest(plan)).toMatchObject({ trigger: 'rollback' });
});

it('calls nothing a rollback, nor asks for one, that is not known to have been live', () => {
  const plan = aPlan({ source: { kind: 'version', version: 2 } });
  expect(describePlan(plan)).toMatch(
    /^Version 2, which is older, passes a smoke test in production, then takes over all requests in production from version 3;/,
  );
  expect(nameOfAct(plan)).toBe('Deploy version 2 to production');
  expect(toRequest(plan)).toEqual({ environment: 'production', version: 2 });
});

it('says that a commit is built first, and which version it makes', () => {
  const plan = aPlan({ source: { kind: 'commit', sha } });
  expect(describePlan(plan)).toMatch(
    /^Commit bbbbbbb is tested, trained, evaluated and packaged as version 5;/,
  );
  expect(nameOfAct(plan)).toBe('Deploy bbbbbbb to production');
  expect(toRequest(plan)).toEqual({ environment: 'production', commit: sha });
});

it('says that what is live already goes on', () => {
  const plan = aPlan({ source: { kind: 'version', version: 3 } });
  expect(describePlan(plan)).toBe(
    'Version 3 is live in production already and goes on: callers notice nothing. It passes a smoke test once more.',
  );

  const newest = describePlan({ ...plan, latestVersion: 3 });
  expect(newest).toMatch(
    /It is the newest: a push to the repository builds the next\.$/,
  );
});

it('promises no way back where nothing serves', () => {
  expect(
    describePlan(aPlan({ environment: anIdleEnvironment('staging') })),
  ).toBe(
    'Version 4 passes a smoke test in staging, then starts to serve in staging, where nothing serves now; nothing is built.',
  );
});

it('says what waits for what', () => {
  const environment = anEnvironmentStatus({
    activeDeployment: aDeploymentSummary({ status: 'building' }),
  });
  expect(describePlan(aPlan({ environment }))).toMatch(
    /It waits until the deployment under way in production has ended/,
  );
});

it('cancels what is under way where it goes back', () => {
  expect(
    describePlan(
      aPlan({
        source: { kind: 'version', version: 2 },
        wasLive: true,
        environment: anEnvironmentStatus({
          liveVersion: 3,
          activeDeployment: aDeploymentSummary({ status: 'canary' }),
        }),
      }),
    ),
  ).toMatch(/It cancels the deployment under way in production first\./);
});

it('waits for approval where it must, but for a rollback to what has it', () => {
  const environment = anEnvironmentStatus({
    approval: { required: true, rollbackVersions: [2, 4] },
  });
  const version = (number: number) =>
    ({ kind: 'version', version: number } as const);
  expect(
    [4, 2, 1].map(number =>
      needsApproval(
        aPlan({ environment, source: version(number), wasLive: number !== 4 }),
      ),
    ),
  ).toEqual([true, false, true]);
  expect(
    needsApproval(aPlan({ environment, source: { kind: 'commit', sha } })),
  ).toBe(true);
  expect(needsApproval(aPlan())).toBe(false);
  expect(
    [4, 2, 1].map(number =>
      nameOfAct(
        aPlan({ environment, source: version(number), wasLive: number === 2 }),
      ),
    ),
  ).toEqual([
    'Ask to deploy version 4 to production',
    'Roll back to version 2 in production',
    'Ask to deploy version 1 to production',
  ]);
});

it('says when it takes the place of one that waits for approval', () => {
  const environment = anEnvironmentStatus({
    activeDeployment: aDeploymentSummary({ status: 'awaiting-approval' }),
  });
  expect(describePlan(aPlan({ environment }))).toContain(
    'It takes the place of the deployment that waits for approval in production.',
  );
});

it('says when it takes the place of one whose canary is held', () => {
  const environment = anEnvironmentStatus({
    activeDeployment: aDeploymentSummary({ status: 'held' }),
  });
  expect(describePlan(aPlan({ environment }))).toContain(
    'It takes the place of the deployment that is held in production, whose version gets no more requests then.',
  );
});
