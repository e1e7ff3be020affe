import {
  operations,
  PIPELINE_STAGES,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { expect, test } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { awaitEnd, deploy, endpointOf } from '../src/journey/deploy';
import { predict } from '../src/journey/predict';
import { publishTinyModel } from '../src/journey/publishTinyModel';
import { MortalPortal } from '../src/portal/MortalPortal';
import { PortalUser } from '../src/portal/PortalUser';
import { waitFor } from '../src/portal/waitFor';

const PORT = 7407;

const portals: { mortal?: MortalPortal } = {};

function getPortal(): MortalPortal {
  if (!portals.mortal) {
    throw new Error('The portal is started before the first test');
  }
  return portals.mortal;
}

async function awaitStage(user: PortalUser, id: string, stage: string) {
  await waitFor(`stage ${stage} to run`, async () => {
    const { steps } = await user.call(operations.getDeployment, {
      params: { id },
    });
    return steps.find(
      ({ name, status }) => name === stage && status === 'running',
    );
  });
}

test.beforeAll(async () => {
  portals.mortal = await MortalPortal.start({ port: PORT });
});

test.afterAll(async () => {
  await portals.mortal?.remove();
});

test('a second portal over the same data is refused', async () => {
  await expect(getPortal().startBeside()).rejects.toThrow(
    /is running already: http:\/\/localhost:\d+ \(process \d+\)/,
  );
});

for (const stage of PIPELINE_STAGES) {
  test(`killed during ${stage}, a deployment ends as it would have`, async () => {
    const name = `crash-${stage}`;
    const holdUntil = join(getPortal().dataDir, name);
    const before = await getPortal().signIn();
    const model = await publishTinyModel(before, {
      name,
      behaviour: { holdStage: stage, holdUntil },
    });
    const { id } = await before.call(operations.requestDeployment, {
      params: model.params,
      body: { environment: 'production' },
    });
    await awaitStage(before, id, stage);

    await getPortal().kill();
    await writeFile(holdUntil, '');
    await getPortal().startAgain();

    const user = await getPortal().signIn();
    const ended = await awaitEnd(user, id);
    expect(ended.failure).toBeUndefined();
    expect(ended).toMatchObject({ status: 'live', version: 1 });
    const { items } = await user.call(operations.listVersions, {
      params: model.params,
    });
    expect(items.map(({ version }) => version)).toEqual([1]);
    await model.remove();
  });
}

test('models answer while the portal is dead, and are found again', async () => {
  const before = await getPortal().signIn();
  const name = 'survivor';
  const model = await publishTinyModel(before, { name });
  await deploy(before, model.params);
  const endpoint = await endpointOf(before, model.params);
  const version = await before.call(operations.getVersion, {
    params: { ...model.params, version: 1 },
  });

  await getPortal().kill();

  await predict({ endpoint, name, version });
  await getPortal().startAgain();
  const user = await getPortal().signIn();
  const { environments } = await user.call(operations.getModelStatus, {
    params: model.params,
  });
  expect(
    environments.find(({ name: place }) => place === 'production'),
  ).toMatchObject({
    liveVersion: 1,
    endpoint,
    traffic: [{ version: 1, weight: 100, state: 'ready' }],
  });
  await predict({ endpoint, name, version });
  await model.remove();
});

test('a portal that stops in order takes its models with it', async () => {
  const user = await getPortal().signIn();
  const endpoint = await endpointOf(user, {
    namespace: 'default',
    name: 'survivor',
  });

  await getPortal().stop();

  await expect(fetch(endpoint)).rejects.toThrow('fetch failed');
  await getPortal().startAgain();
});
