import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { awaitEnd, awaitPush, deploy, endpointOf } from '../src/journey/deploy';
import { publishTinyModel } from '../src/journey/publishTinyModel';
import { expectAccessible } from './expectAccessible';
import { expect, test } from './portalTest';
import { signIn } from './signIn';

const NAME = 'shared';
const BODY = JSON.stringify({
  inputs: [
    { name: 'x', shape: [1], datatype: 'FP64', data: [2.5] },
    { name: 'colour', shape: [1], datatype: 'BYTES', data: ['red'] },
  ],
});
/** By chance none of so many goes to one of two halves once in 10^18 times. */
const REQUESTS = 60;

test('traffic that was edited by hand is shared among versions until somebody edits it again', async ({
  page,
  user,
  consoleErrors,
}) => {
  const model = await publishTinyModel(user, { name: NAME });
  await deploy(user, model.params);
  const { version } = await awaitPush(user, model, { boundaryShift: 1 });
  await deploy(user, model.params, { version });
  const endpoint = await endpointOf(user, model.params);
  const countAnswers = async () => {
    const answers = new Map<string, number>();
    for (let i = 0; i < REQUESTS; i += 1) {
      const response = await fetch(`${endpoint}/v2/models/${NAME}/infer`, {
        method: 'POST',
        body: BODY,
      });
      const by = `${response.status} ${response.headers.get(
        'x-noshelfware-version',
      )}`;
      await response.arrayBuffer();
      answers.set(by, (answers.get(by) ?? 0) + 1);
    }
    return answers;
  };
  expect([...(await countAnswers()).keys()]).toEqual(['200 2']);

  await signIn(page);
  await page.goto(`/catalog/default/mlmodel/${NAME}/versions`);
  await page
    .getByRole('button', { name: 'Edit traffic of production' })
    .click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Set the traffic' });
  await dialog.getByLabel('v2, percent of requests').fill('50');
  await expect(dialog.getByText(/50 % are missing/)).toBeVisible();
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel('v1, percent of requests').fill('50');
  await expect(dialog.getByText('Sum: 100 %')).toBeVisible();
  await expectAccessible(page);
  await confirm.click();
  await expect(page.getByText('Traffic edited').first()).toBeVisible();

  expect([...(await countAnswers()).keys()].sort()).toEqual(['200 1', '200 2']);

  // Somebody who still sees what was before is told, and changes nothing.
  const seen = await readEdit();
  const all = (of: number) => ({
    params: model.params,
    body: {
      environment: 'production',
      weights: [{ version: of, weight: 100 }],
      revision: seen.revision,
    },
  });
  const { id } = await user.call(operations.editTraffic, all(1));
  expect(await awaitEnd(user, id)).toMatchObject({ status: 'traffic-edited' });
  await expect(user.call(operations.editTraffic, all(2))).rejects.toThrow(
    /It is now: version 1 100 %/,
  );
  expect([...(await countAnswers()).keys()]).toEqual(['200 1']);
  expect(consoleErrors).toEqual([]);
  await model.remove();

  async function readEdit() {
    const { environments } = await user.call(operations.getModelStatus, {
      params: model.params,
    });
    const edit = environments.find(it => it.name === 'production')?.trafficEdit;
    return edit ?? Promise.reject(new Error('Its traffic cannot be edited'));
  }
});
