import { mockCredentials } from '@backstage/backend-test-utils';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import { startMlModels } from '../../__testUtils__/startMlModels';

const MODEL = '/models/default/flight-delay';

describe('the route of retiring a version', () => {
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

  const retire = (
    version: number,
    body: object = { environment: 'production' },
    authorization?: string | null,
  ) =>
    backend.call(
      'post',
      `${MODEL}/versions/${version}/retire`,
      body,
      authorization,
    );

  const getServing = async (version: number) =>
    (await backend.call('get', `${MODEL}/versions/${version}`)).body.serving;

  it.each([
    [2, { environment: 'production' }, 409, 'answers 100 % of the requests'],
    [9, { environment: 'production' }, 404, 'there is nothing to retire'],
    [1, { environment: 'moon' }, 409, "is live in 'moon'"],
    [1, {}, 400, 'environment'],
  ])(
    'refuses version %p with %j: %p, %s',
    async (version, asked, code, message) => {
      const { status, body } = await retire(version, asked);
      expect([status, body.error.message]).toEqual([
        code,
        expect.stringContaining(message),
      ]);
    },
  );

  it('refuses who is not signed in, and says that it has a call of its own', async () => {
    expect((await retire(1, undefined, null)).status).toBe(401);
    const { status, body } = await backend.call(
      'post',
      `${MODEL}/deployments`,
      { environment: 'production', version: 1, trigger: 'retire' },
    );
    expect(status).toBe(400);
    expect(body.error.message).toContain(
      'a version is retired by a call of its own',
    );
  });

  it('ends what runs warm, and leaves a trace', async () => {
    expect(await getServing(1)).toMatchObject([{ weight: 0, state: 'ready' }]);
    const { status, body } = await retire(1);
    expect(status).toBe(201);
    const { deployment, production } = await finish(body.id);
    expect(deployment).toMatchObject({
      status: 'retired',
      requestedBy: mockCredentials.user().principal.userEntityRef,
    });
    expect(production).toMatchObject({ liveVersion: 2, rollBackTo: 1 });
    expect(await getServing(1)).toEqual([]);
    expect(backend.audited).toContainEqual(
      expect.objectContaining({
        eventId: 'version-retire',
        meta: {
          modelRef: 'mlmodel:default/flight-delay',
          environment: 'production',
          version: 1,
        },
      }),
    );
  });
});
