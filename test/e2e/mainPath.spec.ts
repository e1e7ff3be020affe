import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { endpointOf } from '../src/journey/deploy';
import { describeFailures } from '../src/journey/describeFailures';
import { awaitTask, pressCreate } from '../src/journey/createModel';
import { awaitRecord, predict } from '../src/journey/predict';
import {
  expectAccessible,
  expectAccessibleInBothThemes,
  expectNothingBeside,
} from './expectAccessible';
import { expect, test } from './portalTest';
import { signIn } from './signIn';

const NAME = 'late-arrivals';
const PARAMS = { namespace: 'default', name: NAME };
const PAGE = `/catalog/default/mlmodel/${NAME}`;
/** Builds a Python environment, then trains on a year of flights. */
const LIVE_TIMEOUT_MS = 600_000;

test.describe.configure({ mode: 'serial' });

test('Create leads to a live model', async ({ page, user, consoleErrors }) => {
  test.setTimeout(LIVE_TIMEOUT_MS);
  await signIn(page);
  await page.getByRole('link', { name: 'Create' }).click();
  await page
    .getByTestId('template-card-actions--create')
    .or(page.getByRole('button', { name: 'Choose' }))
    .first()
    .click();

  const width = (label: RegExp) =>
    page.getByLabel(label).evaluate(input => input.clientWidth);
  await page.getByLabel(/^Name/).waitFor();
  expect(await width(/^Name/)).toBe(await width(/^Title/));
  await page.getByLabel(/^Name/).fill('Not A Name');
  await page.getByLabel(/^Title/).fill('Late arrivals');
  await page.getByRole('textbox', { name: 'Owner' }).fill('Flight Operations');
  await page
    .getByRole('option', { name: /Flight Operations Data Science/ })
    .click();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(
    page.getByText(/takes lower-case letters and digits/).first(),
  ).toBeVisible();
  await page.getByLabel(/^Name/).fill('taxi-out-time');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(
    page.getByText(/is in the catalog already/).first(),
  ).toBeVisible();
  await page.getByLabel(/^Name/).fill(NAME);
  // A step is left once its answers are checked, which the catalog is asked for.
  const review = page.getByRole('button', { name: 'Review' });
  await expect(async () => {
    if (!(await review.isVisible())) {
      await page
        .getByRole('button', { name: 'Next' })
        .click({ timeout: 5_000 });
    }
    await expect(review).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await review.click();
  await page.getByRole('button', { name: 'Create' }).click();

  // Whichever comes first: a failure is not waited for, and says why.
  const end = page
    .getByText(/Your model is live|ended failed|Nothing was created/)
    .first();
  await expect(end).toBeVisible({ timeout: LIVE_TIMEOUT_MS });
  const told = await end.innerText();
  if (!told.includes('Your model is live')) {
    throw new Error(`${told}\n${await describeFailures(user, PARAMS)}`);
  }
  await page.getByRole('link', { name: "The model's page" }).click();
  await expect(
    page.getByRole('heading', { name: 'Late arrivals' }),
  ).toBeVisible();
  await expect(page.getByText('Version 1', { exact: true })).toBeVisible();
  expect(consoleErrors).toEqual([]);
});

test('each prediction, and each refusal, is in the log', async ({
  page,
  user,
  consoleErrors,
}) => {
  const endpoint = await endpointOf(user, PARAMS);
  const version = await user.call(operations.getVersion, {
    params: { ...PARAMS, version: 1 },
  });
  const { inferenceId } = await predict({ endpoint, name: NAME, version });
  const refused = await fetch(`${endpoint}/v2/models/${NAME}/infer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      inputs: [
        { name: 'carrier', shape: [2], datatype: 'BYTES', data: ['UA'] },
      ],
    }),
  });
  expect(refused.status).toBe(400);
  await awaitRecord(user, PARAMS, inferenceId);

  await signIn(page);
  await page.goto(`${PAGE}/logs`);
  await expect(page.getByRole('cell', { name: 'UA' }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('row', { name: /OK/ }).first().click();
  await expect(page.getByRole('dialog')).toContainText('delay_probability');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Exceptions' }).click();
  await expect(page.getByText('InvalidInput').first()).toBeVisible();
  expect(consoleErrors).toEqual([]);
});

test('versions and performance have something to say', async ({
  page,
  consoleErrors,
}) => {
  await signIn(page);
  await page.goto(`${PAGE}/versions`);
  await expect(page.getByText('Live in production')).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${PAGE}/performance`);
  await expect(page.getByText('Latency p50 ≈')).toBeVisible();
  await expect(page.getByText('scheduled_hour').first()).toBeVisible();
  await expectAccessible(page);
  expect(consoleErrors).toEqual([]);
});

test('who does not own the model is told whom to ask', async ({
  page,
  consoleErrors,
}) => {
  await signIn(page, 'Priya Raman');
  await page.goto(`${PAGE}/logs`);
  await expect(
    page.getByText(/You may not read the records of Late arrivals.*ask/),
  ).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${PAGE}/versions`);
  await expect(
    page.getByRole('button', { name: 'Deploy', exact: true }),
  ).toBeDisabled();
  await expect(page.getByRole('button', { name: 'New token' })).toBeDisabled();
  await expectAccessible(page);
  expect(consoleErrors).toEqual([]);
});

for (const width of [800, 1440]) {
  test(`the catalog and the portfolio read at ${width} px`, async ({
    page,
    consoleErrors,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await signIn(page);
    await expect(
      page.getByRole('link', { name: 'Late arrivals' }),
    ).toBeVisible();
    await expectAccessible(page);
    await page.goto('/models/portfolio');
    await expect(page.getByText('Flight Operations').first()).toBeVisible();
    await expectAccessible(page);
    expect(consoleErrors).toEqual([]);
  });
}

test('all that is told of the model reads at 800 px, in light and dark', async ({
  page,
  consoleErrors,
}) => {
  await page.setViewportSize({ width: 800, height: 900 });
  await signIn(page);
  const places = {
    '': page.getByText('Version 1', { exact: true }),
    '/versions': page.getByText('Live in production'),
    '/logs': page.getByRole('row', { name: /OK/ }).first(),
    '/performance': page.getByText('scheduled_hour').first(),
  };
  for (const [path, shown] of Object.entries(places)) {
    await page.goto(`${PAGE}${path}`);
    await expectAccessibleInBothThemes(page, shown);
    await expectNothingBeside(page);
  }

  await page.getByRole('button', { name: 'Options of Traffic' }).click();
  await page.getByRole('menuitem', { name: 'Show as table' }).click();
  await expect(page.getByRole('table', { name: 'Traffic' })).toBeVisible();
  await expectAccessible(page);
  await expectNothingBeside(page);

  await page.goto(`${PAGE}/logs`);
  await places['/logs'].click();
  const record = page.getByRole('dialog').getByText('delay_probability');
  await expectAccessibleInBothThemes(page, record.first(), '[role=dialog]');
  await expectNothingBeside(page);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Exceptions' }).click();
  const exception = page.getByText('InvalidInput').first();
  await expectAccessibleInBothThemes(page, exception);
  await expectNothingBeside(page);
  expect(consoleErrors).toEqual([]);
});

test('a name that is taken is refused', async ({ user }) => {
  const taken = user.call(operations.createGitRepository, {
    body: { owner: 'flight-ops-ds', name: NAME },
  });
  await expect(taken).rejects.toMatchObject({
    cause: { message: expect.stringContaining('taken') },
  });
});

test('answers that do not fit the catalog are refused before anything is made', async ({
  user,
}) => {
  const taken = await pressCreate(user, {
    name: NAME,
    values: { owner: 'group:default/nobody', system: '', dataset: 'unknown' },
  });
  await expect(awaitTask(user, taken)).rejects.toThrow(
    new RegExp(
      [
        'Nothing was created',
        `- Name: Late arrivals .mlmodel:default/${NAME}. is in the catalog already, owned by Flight Operations Data Science`,
        'group:default/nobody is not in the catalog',
        'resource:default/unknown is not in the catalog',
      ].join('[^]*'),
    ),
  );

  const { created } = await user.call(operations.createGitRepository, {
    body: { owner: 'nobody', name: NAME },
  });
  expect(created).toBe(true);
});
