import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import {
  DeploymentHarness,
  TARGET,
} from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { openCallers } from '../../__testUtils__/openCallers';
import { serveRouter } from '../../__testUtils__/serveRouter';
import { createUnregisteredRouter } from './createUnregisteredRouter';
import { saveMissingModel } from './missingModels';

const NOON = new Date(Date.UTC(2026, 2, 10, 12));
const MODELS = '/unregistered-models';
const STOP = `${MODELS}/default/flight-delay/stop`;
const BODY = { environment: 'production' };

describeEachDatabase('the routes of models without an entity', openDatabase => {
  let harness: DeploymentHarness;
  let registered: Set<string>;
  let whileAsked: () => Promise<void>;
  const auditor = mockServices.auditor.mock();

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.engine.stages = ['train'];
    registered = new Set();
    whileAsked = async () => {};
    auditor.createEvent.mockClear();
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  function serve(callers = openCallers()) {
    return serveRouter(
      createUnregisteredRouter({
        auditor,
        callers,
        catalog: {
          findEntities: async refs => {
            await whileAsked();
            return new Map(
              refs.filter(ref => registered.has(ref)).map(ref => [ref, {}]),
            );
          },
        },
        database: harness.database,
        deployments: harness.deployments,
        now: () => NOON,
      }),
    );
  }

  /** @returns the deployments that made two models live, of one that is registered */
  async function serveTwo() {
    const worker = harness.startWorker();
    const other = 'mlmodel:default/other';
    registered.add(other);
    const live = await harness.request();
    await harness.finish(live.id);
    await harness.finish((await harness.request({ modelRef: other })).id);
    await worker.stop();
    return live;
  }

  it('list what serves without one, since when, and what happened last', async () => {
    expect((await serve().get(MODELS)).body).toEqual({ items: [] });
    const live = await serveTwo();
    const { body } = await serve().get(MODELS);
    expect(body.items).toEqual([
      {
        modelRef: TARGET.modelRef,
        environments: [
          {
            name: 'production',
            version: 1,
            since: expect.stringMatching(/Z$/),
            lastDeployment: expect.objectContaining({
              id: live.id,
              status: 'live',
            }),
          },
        ],
      },
    ]);
    await saveMissingModel(harness.database, {
      model_ref: TARGET.modelRef,
      missing_since: NOON,
    });
    const { id } = await harness.request({ trigger: 'stop' });
    const [model] = (await serve().get(MODELS)).body.items;
    expect(model.missingSince).toBe(NOON.toISOString());
    expect(model.environments[0].lastDeployment).toMatchObject({
      id,
      trigger: 'stop',
      status: 'queued',
    });
  });

  it('stop it, and leave a trace of that', async () => {
    await serveTwo();
    const { status, body } = await serve().post(STOP).send(BODY);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...TARGET,
      trigger: 'stop',
      version: 1,
      requestedBy: mockCredentials.user().principal.userEntityRef,
    });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'unregistered-model-stop',
        meta: TARGET,
      }),
    );
    harness.startWorker();
    expect((await harness.finish(body.id)).status).toBe('stopped');
    expect(harness.runtime.running(TARGET)).toEqual([]);
    expect((await serve().get(MODELS)).body.items).toEqual([]);
    expect((await serve().post(STOP).send(BODY)).status).toBe(409);
  });

  it('list nothing that is stopped while the list is made', async () => {
    await serveTwo();
    whileAsked = async () => {
      harness.startWorker();
      await harness.finish((await harness.request({ trigger: 'stop' })).id);
    };
    expect((await serve().get(MODELS)).body).toEqual({ items: [] });
  });

  it('stop nothing of a model that is in the catalog', async () => {
    await serveTwo();
    registered.add(TARGET.modelRef);
    const { status, body } = await serve().post(STOP).send(BODY);
    expect(status).toBe(409);
    expect(body.error.message).toContain('is in the catalog');
    expect(await harness.database('deployments').where(BODY)).toHaveLength(2);
  });

  it('refuse a body they do not know', async () => {
    expect((await serve().post(STOP).send({})).status).toBe(400);
  });

  it('are for those alone who may', async () => {
    const callers = openCallers({
      assertAllowedInPortal: async ({ name }) => {
        throw new NotAllowedError(name);
      },
    });
    for (const answer of [
      await serve(callers).get(MODELS),
      await serve(callers).post(STOP).send(BODY),
    ]) {
      expect(answer.status).toBe(403);
      expect(answer.body.error.message).toBe('ml-models.unregistered.manage');
    }
  });
});
