import { ConflictError, InputError } from '@backstage/errors';
import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';
import { Readable } from 'node:stream';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import {
  DeploymentHarness,
  TARGET,
} from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { DatabaseModelDeployments } from '../DatabaseModelDeployments';
import { RuntimeArtifactStore } from '../RuntimeArtifactStore';
import { restoreServing } from '../restoreServing';
import { ServingObserver } from '../ServingObserver';
import { findLiveVersion } from '../store/liveVersions';
import { listUnregisteredModels } from '../unregistered/listUnregisteredModels';
import { externalModel, ObservedModel } from './__testUtils__/ObservedModel';

const REFUSAL = `${TARGET.modelRef} is deployed by its own pipeline, which group:default/flight-ops-ds answers for: ask there. The portal only observes what it serves (spec.serving.runtime: external)`;

describeEachDatabase('a model that its own pipeline deploys', openDatabase => {
  let model: ObservedModel;
  let harness: DeploymentHarness;

  beforeEach(async () => {
    model = new ObservedModel(await openDatabase());
    harness = model.harness;
    harness.startWorker();
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  const external = externalModel();
  const live = () => findLiveVersion(harness.database, TARGET);

  async function deploy(entity: MlModelEntityV1alpha1 = aModelEntity()) {
    return harness.finish((await harness.request({ model: entity })).id);
  }

  async function observe(label: string) {
    await model.answer(label, 30);
    await model.look();
  }

  async function describeAll(entity: MlModelEntityV1alpha1) {
    const deployments = new DatabaseModelDeployments({
      approvalRules: [],
      database: harness.database,
      observer: new ServingObserver({
        database: harness.database,
        servingRuntimes: new Map([['local', harness.runtime]]),
        defaultServingRuntime: 'local',
      }),
    });
    return deployments.describe(entity, new Date(model.nowMs));
  }

  it.each([
    ['deployed', { commit: 'a'.repeat(40) }],
    ['promoted', { version: 1 }],
    ['rolled back', { trigger: 'rollback' as const }],
    ['pushed', { trigger: 'push' as const, commit: 'a'.repeat(40) }],
  ])('is not %s, and says who does', async (_, asked) => {
    await observe('v-one');
    const request = harness.request({ ...asked, model: external });
    await expect(request).rejects.toThrow(ConflictError);
    await expect(request).rejects.toThrow(REFUSAL);
    expect(await model.history()).toHaveLength(1);
  });

  it('is neither stopped nor rebuilt, nor is its traffic edited', async () => {
    await observe('v-one');
    await expect(
      harness.request({ trigger: 'stop', model: external }),
    ).rejects.toThrow(
      `Version 1 of ${TARGET.modelRef} was put into production by the model's own pipeline: stop it there`,
    );
    await expect(
      harness.request({ trigger: 'rebuild', model: external }),
    ).rejects.toThrow(
      `Version 1 of ${TARGET.modelRef} was put into production by the model's own pipeline: rebuild it there`,
    );
    await expect(
      harness.editTraffic({ 1: 100 }, { model: external }),
    ).rejects.toThrow('is deployed by its own pipeline');
    const [{ id }] = await model.history();
    await expect(
      harness.deployments.cancel(id, 'user:default/ada'),
    ).rejects.toThrow(
      /^Deployment \S+ is live already, so there is nothing to cancel$/,
    );
    await expect(
      harness.deployments.retry(id, {
        model: external,
        requestedBy: 'user:default/ada',
      }),
    ).rejects.toThrow(ConflictError);
  });

  it('shows what it was seen to serve, and where it is asked', async () => {
    const endpoint = 'https://models.example.com/flight-delay/infer';
    const entity = externalModel({
      environments: ['staging', 'production'],
      serving: { runtime: 'external', endpoint },
    });
    await observe('v-one');
    await model.answer('v-two', 30, { environment: 'canary-eu' });
    await model.look();
    const { serving, environments } = await describeAll(entity);
    expect(serving).toEqual({ runtime: 'external' });
    expect(environments).toMatchObject([
      { name: 'staging', traffic: [] },
      {
        name: 'production',
        liveVersion: 1,
        runtime: 'external',
        endpoint,
        traffic: [{ version: 1, weight: 100, state: 'ready' }],
      },
      { name: 'canary-eu', liveVersion: 2, endpoint: undefined },
    ]);
    const [, production] = environments;
    expect([production.trafficEdit, production.canary]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('says what answered last once requests have ceased', async () => {
    await observe('v-one');
    model.pass(9 * 24 * 60);
    await model.look();
    const { environments } = await describeAll(external);
    expect(environments).toMatchObject([
      {
        name: 'production',
        liveVersion: undefined,
        lastServed: { version: 1, ceased: true },
      },
    ]);
  });

  it('is left alone while the portal still runs it, and says what to do', async () => {
    await deploy();
    await model.answer('v-two', 30);
    await model.look();
    expect(await live()).toMatchObject({ version: 1, runtime: 'local' });
    expect((await describeAll(external)).serving.problem).toBe(
      "Version 1 still runs in production on the serving runtime 'local': stop it there, then the portal learns from inference records what answers",
    );
    // That is allowed, and what answered before it is not taken for the others' work.
    model.pass(1);
    const stop = await harness.request({ trigger: 'stop', model: external });
    expect((await harness.finish(stop.id)).status).toBe('stopped');
    await model.look();
    expect(await live()).toBeUndefined();
    expect((await describeAll(external)).serving.problem).toBeUndefined();
    model.pass(6);
    await observe('v-two');
    expect(await live()).toMatchObject({ version: 2, runtime: 'external' });
  });

  it('comes back to the portal by its next deployment, which ends what was observed', async () => {
    await observe('v-one');
    model.pass(1);
    // A canary: beside nothing that the portal runs there is nothing to be tried.
    const baking = aModelEntity({ spec: { guardrails: { bake: 'PT1H' } } });
    expect(await deploy(baking)).toMatchObject({
      status: 'live',
      version: 2,
      previousVersion: undefined,
      steps: expect.arrayContaining([
        expect.objectContaining({
          name: 'canary',
          message: expect.stringContaining('Nothing else serves production'),
        }),
      ]),
    });
    expect(await live()).toMatchObject({
      version: 2,
      runtime: 'local',
      previous_version: null,
    });
    expect(harness.runtime.trafficOf(TARGET).shares).toMatchObject([
      { version: 2, weight: 100 },
    ]);
    // Nothing that the portal released is older, and no pipeline's version has a share.
    await expect(harness.request({ trigger: 'rollback' })).rejects.toThrow(
      'No version of',
    );
    await expect(harness.editTraffic({ 2: 50, 1: 50 })).rejects.toThrow(
      'it was never live there',
    );
    // Whoever else still answers has no say any more.
    model.models = [];
    model.pass(1);
    await observe('v-one');
    model.models = [external];
    await observe('v-one');
    expect(await live()).toMatchObject({ version: 2, runtime: 'local' });
  });

  it('is neither rolled back nor edited by the portal before that', async () => {
    await observe('v-one');
    await expect(harness.request({ trigger: 'rollback' })).rejects.toThrow(
      'so there is nothing to roll back',
    );
    await expect(harness.editTraffic({ 1: 100 })).rejects.toThrow(
      'so there is no traffic to edit',
    );
  });

  it('is nothing to start again, nor to stop where it has left the catalog', async () => {
    await observe('v-one');
    const drive = harness.driveOptions();
    await restoreServing(drive, new AbortController().signal);
    expect(drive.logger.error).not.toHaveBeenCalled();
    const unregistered = await listUnregisteredModels({
      catalog: { findEntities: async () => new Map() },
      database: harness.database,
      now: () => new Date(model.nowMs),
    });
    expect(unregistered).toEqual([]);
  });

  it('leaves artifacts to whoever serves them where that is the default', async () => {
    const store = new RuntimeArtifactStore(new Map(), 'external');
    await expect(
      store.keep({ digest: 'sha256:1', content: Readable.from([]) }),
    ).rejects.toThrow("The serving runtime 'external' takes no artifacts");
  });

  it('names a runtime that there is not when it is to be deployed, and before', async () => {
    const lost = aModelEntity({ spec: { serving: { runtime: 'nomad' } } });
    const words =
      "The serving runtime 'nomad' is not installed: add it to the backend, e.g. backend.add(import('@noshelfware/backstage-plugin-ml-models-backend-module-nomad')); installed are local";
    const request = harness.request({ model: lost });
    await expect(request).rejects.toThrow(InputError);
    await expect(request).rejects.toThrow(words);
    expect((await describeAll(lost)).serving).toEqual({
      runtime: 'nomad',
      problem: words,
    });
  });
});
