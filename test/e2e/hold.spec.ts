import {
  Deployment,
  DeploymentStatus,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { awaitEnd } from '../src/journey/deploy';
import { publishTinyModel } from '../src/journey/publishTinyModel';
import { PortalUser } from '../src/portal/PortalUser';
import { waitFor } from '../src/portal/waitFor';
import {
  expectAccessible,
  expectAccessibleInBothThemes,
} from './expectAccessible';
import { expect, test } from './portalTest';
import { signIn } from './signIn';

const NAME = 'held';
const PARAMS = { namespace: 'default', name: NAME };
/** Owns the model as Amara does, who asks for its deployments. */
const OTHER_OWNER = 'Jonas Lindqvist';
const OTHER_OWNER_REF = 'user:default/jonas-lindqvist';
const BANNER =
  'The canary of version 2 in production is held: it could not be judged';

const pageOf = (id: string) =>
  `/catalog/default/mlmodel/${NAME}/versions?deployment=${id}`;

test.describe.configure({ mode: 'serial' });

let heldId: string;

test('a high-risk canary that nobody called is held, and says why', async ({
  page,
  user,
  consoleErrors,
}) => {
  const jonas = await PortalUser.signIn(user.url, OTHER_OWNER_REF);
  const model = await publishTinyModel(user, {
    name: NAME,
    riskTier: 'high',
    guardrails: { bake: 'PT1S' },
  });

  const reach = (id: string, status: DeploymentStatus) =>
    waitFor(`deployment ${id} to be ${status}`, async () => {
      const deployment = await user.call(operations.getDeployment, {
        params: { id },
      });
      return deployment.status === status ? deployment : undefined;
    });
  /** Asks for one, which the other owner lets be started. */
  const release = async (version?: number): Promise<Deployment> => {
    const { id } = await user.call(operations.requestDeployment, {
      params: PARAMS,
      body: { environment: 'production', version },
    });
    await reach(id, 'awaiting-approval');
    return jonas.call(operations.decideApproval, {
      params: { ...PARAMS, id },
      body: { decision: 'approved' },
    });
  };

  const first = await release();
  expect(await awaitEnd(user, first.id)).toMatchObject({ status: 'live' });
  await model.push({ boundaryShift: 0 });
  const second = await waitFor('version 2', async () => {
    const { items } = await user.call(operations.listVersions, {
      params: PARAMS,
    });
    return items.find(({ version }) => version === 2);
  });
  heldId = (await release(second.version)).id;
  await reach(heldId, 'held');
  await model.remove();

  await signIn(page);
  await page.goto(pageOf(heldId));
  const banner = page.getByText(BANNER);
  await expect(banner).toBeVisible();
  await expect(page.getByText(/it got no request/).first()).toBeVisible();
  await expect(page.getByText(/You asked for it yourself/)).toBeVisible();
  // What a decision is made by.
  const beside = page.getByRole('table', {
    name: 'Version 2 beside version 1',
  });
  await expect(
    beside.getByRole('row', { name: /^Errors Not measured/ }),
  ).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'Release', exact: true }),
  ).toBeDisabled();
  await expectAccessibleInBothThemes(page, banner);
  expect(consoleErrors).toEqual([]);
});

test('another owner releases it, and it says who did', async ({
  page,
  user,
  consoleErrors,
}) => {
  await signIn(page, OTHER_OWNER);
  await page.goto(pageOf(heldId));
  await page.getByRole('button', { name: 'Release', exact: true }).click();
  await page.getByLabel('Comment').fill('Nobody calls it at night');
  await expectAccessible(page, '[role=dialog]');
  await page.getByRole('button', { name: 'Release version 2' }).click();
  await expect(page.getByText(BANNER)).toBeHidden();
  expect(await awaitEnd(user, heldId)).toMatchObject({
    status: 'live',
    hold: {
      decision: 'approved',
      decidedBy: OTHER_OWNER_REF,
      comment: 'Nobody calls it at night',
    },
  });
  await expect(
    page.getByText(/Released by Jonas Lindqvist: Nobody calls it at night/),
  ).toBeVisible();
  expect(consoleErrors).toEqual([]);
});
