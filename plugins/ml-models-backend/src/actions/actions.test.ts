import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { deployPermission } from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { startMlModels } from '../__testUtils__/startMlModels';

type Backend = Awaited<ReturnType<typeof startMlModels>>;

const SCOPE = 'mlmodel:default/flight-delay';

/** Over HTTP, through Backstage's own registry: as MCP clients come in. */
describe('actions', () => {
  let backend: Backend;
  /** Names of the permissions that nobody has. */
  let refused: string[];

  beforeAll(async () => {
    const permissions = mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result: refused.includes(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
    });
    backend = await startMlModels({
      entities: [
        aModelEntity({ title: 'Flight delay' }),
        aModelEntity({ name: 'turnaround' }),
        aModelEntity({
          name: 'orphan',
          relations: [{ type: 'ownedBy', targetRef: 'user:default/left' }],
        }),
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Group',
          metadata: { name: 'flight-ops-ds' },
          spec: { type: 'team', children: [] },
        },
      ],
      services: [
        actionsRegistryServiceFactory,
        permissions.factory,
        mockServices.rootConfig.factory({
          data: { app: { baseUrl: 'https://portal.example.com/' } },
        }),
      ],
    });
    backend.engine.stuck = true;
  });

  beforeEach(() => {
    refused = [];
  });

  afterAll(async () => {
    await backend.stop();
  });

  const invoke = (name: string, input: object, authorization?: string | null) =>
    backend.call(
      'post',
      `/.backstage/actions/v1/actions/ml-models:${name}/invoke`,
      input,
      authorization,
    );

  async function list(): Promise<
    Array<{
      name: string;
      attributes: { readOnly: boolean; destructive: boolean };
    }>
  > {
    const { body } = await backend.call(
      'get',
      '/.backstage/actions/v1/actions',
    );
    return body.actions;
  }

  it('say which of them change something', async () => {
    const attributes = Object.fromEntries(
      (await list()).map(action => [action.name, action.attributes]),
    );
    const reads = { readOnly: true, destructive: false, idempotent: true };
    const changes = { readOnly: false, destructive: true, idempotent: false };
    expect(attributes).toEqual({
      'list-models': reads,
      'explain-verdict': reads,
      'get-deployment': reads,
      'deploy-model': changes,
      'retrain-model': changes,
      'roll-back-model': changes,
    });
  });

  it.each([
    [
      'ml-models.actions.read',
      ['deploy-model', 'retrain-model', 'roll-back-model'],
    ],
    [
      'ml-models.actions.change',
      ['list-models', 'explain-verdict', 'get-deployment'],
    ],
  ])('are out of sight without %s', async (permission, left) => {
    refused = [permission];
    expect((await list()).map(({ name }) => name)).toEqual(left);
  });

  describe('deploy-model', () => {
    it('asks for a deployment that get-deployment follows', async () => {
      const { status, body } = await invoke('deploy-model', {
        modelRef: 'flight-delay',
        environment: 'production',
        commit: 'b'.repeat(40),
      });
      expect(status).toBe(200);
      const { id } = body.output;
      expect(body.output).toMatchObject({
        modelRef: SCOPE,
        environment: 'production',
        ended: false,
        requestedBy: 'user:default/mock',
        url: `https://portal.example.com/catalog/default/mlmodel/flight-delay/versions?deployment=${id}`,
      });
      const followed = await invoke('get-deployment', { id });
      expect(followed.body.output).toMatchObject({
        id,
        commit: 'b'.repeat(40),
        steps: expect.arrayContaining([
          expect.objectContaining({ name: 'smoke', status: 'pending' }),
        ]),
      });
      expect(backend.audited).toContainEqual({
        eventId: 'deployment-request',
        severityLevel: 'medium',
        meta: {
          modelRef: SCOPE,
          environment: 'production',
          version: undefined,
          commit: 'b'.repeat(40),
          trigger: 'api',
          requestedBy: 'user:default/mock',
          by: 'action',
        },
      });
    });

    it('answers the same key with the same deployment', async () => {
      const input = {
        modelRef: SCOPE,
        environment: 'production',
        idempotencyKey: 'once',
      };
      const first = await invoke('deploy-model', input);
      const second = await invoke('deploy-model', input);
      expect(first.status).toBe(200);
      expect(second.body.output.id).toBe(first.body.output.id);
    });

    it('is for those who may deploy, and leaves nothing behind of others', async () => {
      refused = [deployPermission.name];
      const { status, body } = await invoke('deploy-model', {
        modelRef: 'turnaround',
        environment: 'production',
      });
      expect(status).toBe(403);
      expect(body.error.message).toContain('group:default/flight-ops-ds');
      const { body: page } = await backend.call(
        'get',
        '/models/default/turnaround/deployments',
      );
      expect(page.items).toEqual([]);
    });

    it('sends nobody to an owner who is not there', async () => {
      refused = [deployPermission.name];
      const { status, body } = await invoke('deploy-model', {
        modelRef: 'orphan',
        environment: 'production',
      });
      expect(status).toBe(403);
      expect(body.error.message).toMatch(
        /Nobody owns it: ask whoever runs the portal\.$/,
      );
    });

    it('is for nobody who has not signed in', async () => {
      const { status } = await invoke(
        'deploy-model',
        { modelRef: 'flight-delay', environment: 'production' },
        null,
      );
      expect(status).toBe(401);
    });

    it.each([
      [
        'a version and a commit',
        { version: 1, commit: 'b'.repeat(40) },
        'give a version or a commit, not both',
      ],
      ['a short commit', { commit: 'bbbbbbb' }, 'a full commit SHA'],
      [
        'an unknown environment',
        { environment: 'moon' },
        "has no environment 'moon'; its environments are production",
      ],
      ['another kind', { modelRef: 'component:x' }, 'is a component'],
      ['no ref', { modelRef: ':' }, "':' is no entity ref"],
    ])('refuses %s', async (_, change, message) => {
      const { status, body } = await invoke('deploy-model', {
        modelRef: 'flight-delay',
        environment: 'production',
        ...change,
      });
      expect(status).toBe(400);
      expect(body.error.message).toContain(message);
    });

    it('names a model that is not there', async () => {
      const { status, body } = await invoke('deploy-model', {
        modelRef: 'nope',
        environment: 'production',
      });
      expect(status).toBe(404);
      expect(body.error.message).toContain('mlmodel:default/nope');
    });
  });

  describe('list-models', () => {
    const found = async (input: object) => {
      const { body } = await invoke('list-models', input);
      return body.output;
    };

    it('tells what matters of each', async () => {
      expect(await found({})).toMatchObject({
        total: 3,
        models: [
          // What needs somebody comes first.
          { modelRef: 'mlmodel:default/orphan', ownerExists: false },
          {
            modelRef: SCOPE,
            title: 'Flight delay',
            owner: 'group:default/flight-ops-ds',
            live: [],
            verdict: 'unknown',
            reasons: ['No prediction yet'],
            onShelf: true,
            url: 'https://portal.example.com/catalog/default/mlmodel/flight-delay',
          },
          { modelRef: 'mlmodel:default/turnaround' },
        ],
      });
    });

    it.each([
      [{ owner: 'Group:default/Flight-Ops-DS' }, 2],
      [{ owner: 'group:default/other' }, 0],
      [{ verdict: 'failing' }, 0],
      [{ onShelf: false }, 0],
      [{ onShelf: true }, 3],
    ])('finds by %j', async (input, total) => {
      expect((await found(input)).total).toBe(total);
    });

    it('says how many more there are', async () => {
      const { models, total } = await found({ limit: 1 });
      expect({ listed: models.length, total }).toEqual({ listed: 1, total: 3 });
    });
  });

  describe('explain-verdict', () => {
    it('gives the reasons for each environment', async () => {
      const { body } = await invoke('explain-verdict', {
        modelRef: 'flight-delay',
      });
      expect(body.output).toMatchObject({
        modelRef: SCOPE,
        environments: [
          {
            environment: 'production',
            verdict: 'unknown',
            reasons: [{ signal: 'no-data', text: expect.any(String) }],
            requestsLastHour: 0,
          },
        ],
        url: 'https://portal.example.com/catalog/default/mlmodel/flight-delay/performance',
      });
    });

    it('names the environments that there are', async () => {
      const { status, body } = await invoke('explain-verdict', {
        modelRef: 'flight-delay',
        environment: 'moon',
      });
      expect(status).toBe(400);
      expect(body.error.message).toContain(
        "there is no 'moon', expected one of production",
      );
    });
  });
});
