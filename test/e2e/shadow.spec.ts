import { Deployment } from '@noshelfware/backstage-plugin-ml-models-common';
import { callTinyModel } from '../src/journey/callTinyModel';
import { awaitPush, deploy, endpointOf } from '../src/journey/deploy';
import { Behaviour, publishTinyModel } from '../src/journey/publishTinyModel';
import { expectAccessibleInBothThemes } from './expectAccessible';
import { expect, test } from './portalTest';
import { signIn } from './signIn';

/** As many as a test can send, on a machine whose pauses say nothing of a version. */
const GUARDRAILS = { bake: 'PT1S', minSamples: 30, maxLatencyRatio: 1_000 };

test('a shadow that decides otherwise ends unseen by callers and shows where, and one that does not goes live', async ({
  page,
  user,
  consoleErrors,
}) => {
  const name = 'shadow';
  const model = await publishTinyModel(user, {
    name,
    guardrails: GUARDRAILS,
    release: { production: { strategy: 'shadow' } },
  });
  await deploy(user, model.params);
  const calls = callTinyModel(await endpointOf(user, model.params), name);

  /** Builds a version by a push, and releases it in production. */
  const release = async (behaviour: Behaviour): Promise<Deployment> => {
    const { version } = await awaitPush(user, model, behaviour);
    return deploy(user, model.params, { version });
  };

  const failed = await release({ boundaryShift: 2 });
  expect(failed).toMatchObject({
    status: 'failed',
    version: 2,
    failure: { step: 'shadow' },
  });
  await signIn(page);
  await page.goto(
    `/catalog/default/mlmodel/${name}/versions?deployment=${failed.id}`,
  );
  const comparison = page.getByRole('region', {
    name: 'Version 2 beside version 1',
  });
  await expect(
    comparison.getByText(/Answered otherwise/).first(),
  ).toBeVisible();
  await expectAccessibleInBothThemes(page, comparison);

  const live = await release({ boundaryShift: 0 });
  await calls.stop();
  expect(live).toMatchObject({ status: 'live', version: 3 });
  expect(live.steps.map(step => step.name)).toEqual([
    'start',
    'smoke',
    'shadow',
    'traffic',
  ]);
  // Nobody ever got an answer of the one that decided otherwise.
  expect(calls.answers.has('2')).toBe(false);
  expect(calls.answers.get('1')?.failed).toBe(0);
  expect(consoleErrors).toEqual([]);
  await model.remove();
});
