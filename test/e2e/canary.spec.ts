import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { callTinyModel } from '../src/journey/callTinyModel';
import { awaitPush, deploy, endpointOf } from '../src/journey/deploy';
import { Behaviour, publishTinyModel } from '../src/journey/publishTinyModel';
import { expectAccessibleInBothThemes } from './expectAccessible';
import { expect, test } from './portalTest';
import { signIn } from './signIn';

/** As many as a test can send, on a machine whose pauses say nothing of a version. */
const GUARDRAILS = { bake: 'PT1S', minSamples: 30, maxLatencyRatio: 1_000 };

test('a canary of 40 % errors is put back by itself, and a good one goes live', async ({
  page,
  user,
  consoleErrors,
}) => {
  const name = 'canary';
  const model = await publishTinyModel(user, { name, guardrails: GUARDRAILS });
  await deploy(user, model.params);
  const calls = callTinyModel(await endpointOf(user, model.params), name);
  await signIn(page);
  await page.goto(`/catalog/default/mlmodel/${name}/versions`);

  /** Builds a version by a push, and releases it in production. */
  const release = async (behaviour: Behaviour): Promise<Deployment> => {
    const { version } = await awaitPush(user, model, behaviour);
    return deploy(user, model.params, { version });
  };

  const failed = await release({ errorShare: 0.4 });
  expect(failed).toMatchObject({
    status: 'failed',
    version: 2,
    failure: {
      step: 'canary',
      message: expect.stringMatching(
        /^Version 2 broke its guardrails with 10 % of the requests: .* failed \(limit 1 %\)/,
      ),
      stillServing: 'Version 1 took all requests in production back.',
    },
  });
  const production = page.getByRole('region', { name: 'production' });
  await expect(
    page.getByText(/Version 2 broke its guardrails/).first(),
  ).toBeVisible();
  await expectAccessibleInBothThemes(page, production);

  const live = await release({ errorShare: 0 });
  await calls.stop();
  expect(live).toMatchObject({ status: 'live', version: 3 });
  expect(live.steps.map(step => step.name)).toEqual([
    'start',
    'smoke',
    'canary',
    'traffic',
  ]);
  expect(live.steps.find(step => step.name === 'canary')?.message).toMatch(
    /^Kept to its guardrails.*: 0 % of its \d+ requests failed/,
  );
  // The bad one got a tenth of the requests, and no other version failed any.
  expect(calls.answers.get('2')?.failed).toBeGreaterThan(0);
  expect(calls.answers.get('1')?.failed).toBe(0);
  expect(calls.answers.get('3')?.failed).toBe(0);
  expect(consoleErrors).toEqual([]);
  await model.remove();
});
