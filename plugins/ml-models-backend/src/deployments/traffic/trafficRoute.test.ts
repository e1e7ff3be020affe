import { mockCredentials } from '@backstage/backend-test-utils';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import { startMlModels } from '../../__testUtils__/startMlModels';

const MODEL = '/models/default/flight-delay';

describe('the route of traffic', () => {
  let backend: Awaited<ReturnType<typeof startMlModels>>;

  beforeAll(async () => {
    // Services are asked past the gateway, which is in memory here.
    jest
      .spyOn(global, 'fetch')
      .mockImplementation((...call) => backend.runtime.fetch(...call));
    backend = await startMlModels({ entities: [aModelEntity()] });
    await deploy();
    await deploy();
  });

  afterAll(async () => {
    await backend.stop();
    jest.restoreAllMocks();
  });

  async function finish(id: string) {
    for (;;) {
      const { body } = await backend.call('get', `/deployments/${id}`);
      const { environments } = (await backend.call('get', MODEL)).body;
      const production = environments.find(
        ({ name }: { name: string }) => name === 'production',
      );
      if (body.endedAt && !production.activeDeployment) {
        return { deployment: body, production };
      }
    }
  }

  async function deploy() {
    const { body } = await backend.call('post', `${MODEL}/deployments`, {
      environment: 'production',
    });
    return finish(body.id);
  }

  const getProduction = async () => {
    const { environments } = (await backend.call('get', MODEL)).body;
    return environments.find(
      ({ name }: { name: string }) => name === 'production',
    );
  };

  const shared = (first: number, second: number) => [
    { version: 2, weight: first },
    { version: 1, weight: second },
  ];

  async function edit(changes: object = {}, authorization?: string | null) {
    return backend.call(
      'post',
      `${MODEL}/traffic`,
      {
        environment: 'production',
        weights: shared(80, 20),
        revision: (await getProduction()).trafficEdit.revision,
        ...changes,
      },
      authorization,
    );
  }

  it.each([
    [{ weights: shared(80, 10) }, 'the shares sum to 90 %: make them sum to'],
    [{ weights: [] }, 'give at least one version a share'],
    [
      { weights: [shared(50, 50)[0], shared(50, 50)[0]] },
      'version 2 is given twice: give it one share',
    ],
    [
      { weights: shared(99.5, 0.5) },
      'a share is a whole percent from 1 to 100',
    ],
    [
      { weights: shared(100, 0) },
      'leave out a version that is to answer nothing',
    ],
    [{ revision: undefined }, 'revision'],
    [{ environment: 'moon' }, 'its environments are production'],
  ])('refuses %j and says why', async (changes, message) => {
    const { status, body } = await edit(changes);
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringContaining(message),
    ]);
  });

  it('refuses who is not signed in, and says that traffic has a call of its own', async () => {
    expect((await edit({}, null)).status).toBe(401);
    const { status, body } = await backend.call(
      'post',
      `${MODEL}/deployments`,
      {
        environment: 'production',
        version: 1,
        trigger: 'traffic',
      },
    );
    expect(status).toBe(400);
    expect(body.error.message).toContain('traffic has a call of its own');
  });

  it('sets the traffic, tells the second of two so, and leaves a trace', async () => {
    const seen = (await getProduction()).trafficEdit;
    expect(seen).toMatchObject({
      weights: [{ version: 2, weight: 100 }],
      versions: [2, 1],
    });
    const { status, body } = await edit();
    expect(status).toBe(201);
    const { deployment, production } = await finish(body.id);
    expect(deployment).toMatchObject({
      status: 'traffic-edited',
      requestedBy: mockCredentials.user().principal.userEntityRef,
    });
    expect(production).toMatchObject({
      liveVersion: 2,
      traffic: [
        { version: 1, weight: 20, state: 'ready' },
        { version: 2, weight: 80, state: 'ready' },
      ],
      trafficEdit: { revision: body.id, weights: shared(80, 20) },
    });
    expect(backend.audited).toContainEqual(
      expect.objectContaining({
        eventId: 'traffic-edit',
        meta: {
          modelRef: 'mlmodel:default/flight-delay',
          environment: 'production',
          weights: shared(80, 20),
          before: [{ version: 2, weight: 100 }],
        },
      }),
    );
    const late = await edit({ revision: seen.revision });
    expect(late.status).toBe(409);
    expect(late.body.error.message).toContain(
      'since you looked. It is now: version 2 80 %, version 1 20 %',
    );
  });
});
