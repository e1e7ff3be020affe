import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { callTinyModel } from '../src/journey/callTinyModel';
import { deploy, endpointOf } from '../src/journey/deploy';
import { publishTinyModel } from '../src/journey/publishTinyModel';
import { waitFor } from '../src/portal/waitFor';
import { expect, test } from './portalTest';
import { signIn } from './signIn';

/** Its smoke test is the first of them. */
const BEHAVIOUR = { exitAfterRequests: 20 };

test('what callers get of a service that keeps crashing is in every number', async ({
  page,
  user,
  consoleErrors,
}) => {
  const name = 'crashing';
  const model = await publishTinyModel(user, { name, behaviour: BEHAVIOUR });
  const { params } = model;
  await deploy(user, params);
  const calls = callTinyModel(await endpointOf(user, params), name, 1);
  const down = await waitFor('an exception of the gateway', async () => {
    const { items } = await user.call(operations.listExceptions, { params });
    return items.find(({ type }) => type === 'ServiceDown');
  });
  await calls.stop();
  expect(down.message).toMatch(
    /^version 1 is down: The service exited with code \d+/,
  );
  const failed = [...calls.answers.values()].reduce(
    (sum, count) => sum + count.failed,
    0,
  );
  const { totals } = await waitFor('all of them in the report', async () => {
    const report = await user.call(operations.getPerformance, {
      params,
      query: { environment: 'production' },
    });
    return report.totals.errors === failed ? report : undefined;
  });
  expect(totals.errorsByType).toHaveProperty('ServiceDown');

  const { environments } = await user.call(operations.getModelStatus, {
    params,
  });
  const production = environments.find(
    ({ name: place }) => place === 'production',
  );
  expect(production?.traffic[0].restarts).toBeGreaterThan(0);

  await signIn(page);
  await page.goto(
    `/catalog/default/mlmodel/${name}/logs?view=exceptions&range=24h`,
  );
  await expect(page.getByText('ServiceDown').first()).toBeVisible();
  await page.goto(`/catalog/default/mlmodel/${name}/versions`);
  await expect(
    page.getByText(/^v1 100 %, crashed \d+ times?$/).first(),
  ).toBeVisible();
  await model.remove();
  expect(consoleErrors).toEqual([]);
});
