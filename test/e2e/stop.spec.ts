import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { deploy, endpointOf } from '../src/journey/deploy';
import { predict } from '../src/journey/predict';
import { publishTinyModel } from '../src/journey/publishTinyModel';
import {
  expectAccessible,
  expectAccessibleInBothThemes,
} from './expectAccessible';
import { expect, test } from './portalTest';
import { signIn } from './signIn';

const NAME = 'stopped';

test('a model is stopped and brought back, without a build', async ({
  page,
  user,
  consoleErrors,
}) => {
  const model = await publishTinyModel(user, { name: NAME });
  await deploy(user, model.params);
  const endpoint = await endpointOf(user, model.params);
  const version = await user.call(operations.getVersion, {
    params: { ...model.params, version: 1 },
  });

  await signIn(page);
  await page.goto(`/catalog/default/mlmodel/${NAME}/versions`);
  await page
    .getByRole('button', { name: 'Stop serving in production' })
    .click();
  await expectAccessible(page, '[role=dialog]');
  await page.getByRole('button', { name: 'Stop serving', exact: true }).click();

  const production = page.getByRole('region', { name: 'production' });
  await expect(production).toContainText('v1 stopped');
  await expect(
    page.getByText('Stop of v1 in production').first(),
  ).toBeVisible();
  await expectAccessibleInBothThemes(page, production);
  const refused = await fetch(`${endpoint}/v2/models/${NAME}/infer`, {
    method: 'POST',
    body: '{}',
  });
  expect(refused.status).toBe(503);
  expect(await refused.json()).toEqual({
    error: `no version of default/${NAME} is live in production: deploy one in the portal`,
  });

  const again = await deploy(user, model.params, { version: 1 });
  expect(again.steps.map(({ name }) => name)).toEqual([
    'start',
    'smoke',
    'traffic',
  ]);
  const { outputs } = await predict({ endpoint, name: NAME, version });
  expect(outputs.map(({ name }) => name)).toEqual(['above', 'score']);
  await expect(production).toContainText('v1 since');
  expect(consoleErrors).toEqual([]);
  await model.remove();
});
