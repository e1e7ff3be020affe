import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { deploy, endpointOf } from '../src/journey/deploy';
import { awaitRecord, predict } from '../src/journey/predict';
import { publishTinyModel } from '../src/journey/publishTinyModel';
import {
  expectAccessible,
  expectAccessibleInBothThemes,
} from './expectAccessible';
import { expect, test } from './portalTest';
import { signIn } from './signIn';

const NAME = 'high-risk';
const PARAMS = { namespace: 'default', name: NAME };
const PAGE = `/catalog/default/mlmodel/${NAME}`;
/** Owns the model as Amara does, who asks for its deployments. */
const OTHER_OWNER = 'Jonas Lindqvist';
const DIALOG = '[role=dialog]';

test.describe.configure({ mode: 'serial' });

test('a high-risk model waits before production for somebody other than its requester', async ({
  page,
  user,
  consoleErrors,
}) => {
  const model = await publishTinyModel(user, { name: NAME, riskTier: 'high' });
  expect(await deploy(user, PARAMS, { environment: 'staging' })).toMatchObject({
    status: 'live',
    version: 1,
  });
  await model.remove();

  await signIn(page);
  await page.goto(`${PAGE}/versions`);
  await page.getByRole('button', { name: 'Promote v1 to production' }).click();
  await expect(page.getByRole('dialog')).toContainText(
    'Will wait for the approval of another owner',
  );
  await expectAccessible(page, DIALOG);
  await page
    .getByRole('button', { name: 'Ask to deploy version 1 to production' })
    .click();

  const banner = page.getByText(
    'Version 1 waits for approval to go to production',
  );
  await expect(banner).toBeVisible();
  await expect(page.getByText(/You asked for it yourself/)).toBeVisible();
  for (const name of ['Approve', 'Reject']) {
    await expect(
      page.getByRole('button', { name, exact: true }),
    ).toBeDisabled();
  }
  await expectAccessibleInBothThemes(page, banner);
  expect(consoleErrors).toEqual([]);
});

test('another owner approves it, and its records say who did', async ({
  page,
  user,
  consoleErrors,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await signIn(page, OTHER_OWNER);
  await page.goto(`${PAGE}/versions`);
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await page.getByLabel('Comment').fill('Its card says what it is for');
  await expectAccessible(page, DIALOG);
  await page.getByRole('button', { name: 'Approve version 1' }).click();

  await expect(page.getByText('Live now').first()).toBeVisible();
  await expect(
    page.getByText(new RegExp(`approved by ${OTHER_OWNER}`)).first(),
  ).toBeVisible();

  const version = await user.call(operations.getVersion, {
    params: { ...PARAMS, version: 1 },
  });
  const { inferenceId } = await predict({
    endpoint: await endpointOf(user, PARAMS),
    name: NAME,
    version,
  });
  await awaitRecord(user, PARAMS, inferenceId);
  await page.goto(`${PAGE}/logs`);
  await page.getByRole('row', { name: /OK/ }).first().click();
  const servedBy = page
    .getByRole('dialog')
    .getByText(new RegExp(`by Amara Okafor.*approved by ${OTHER_OWNER}`));
  await expect(servedBy).toBeVisible();
  await expectAccessibleInBothThemes(page, servedBy, DIALOG);

  await page.goto(`${PAGE}/versions?at=${new Date().toISOString()}`);
  const then = page.getByText(/^At .* the owner was/);
  await expect(then).toContainText(
    /Flight Operations Data Science, since at least/,
  );
  await expectAccessibleInBothThemes(page, then);
  expect(consoleErrors).toEqual([]);
});

test('what another owner rejects is not started, and says why', async ({
  page,
  user,
  consoleErrors,
}) => {
  await user.call(operations.requestDeployment, {
    params: PARAMS,
    body: { environment: 'production', version: 1 },
  });

  await signIn(page, OTHER_OWNER);
  await page.goto(`${PAGE}/versions`);
  await page.getByRole('button', { name: 'Reject', exact: true }).click();
  await page.getByLabel('Comment').fill('Not before the audit');
  await page.getByRole('button', { name: 'Reject version 1' }).click();

  const banner = page.getByRole('alert').filter({ hasText: 'Not approved' });
  await expect(banner).toContainText('Not before the audit');
  await expect(banner).toContainText('Version 1 went on serving production');
  await expectAccessible(page);
  expect(consoleErrors).toEqual([]);
});
