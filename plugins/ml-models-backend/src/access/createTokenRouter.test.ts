import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { openCallers } from '../__testUtils__/openCallers';
import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { serveRouter } from '../__testUtils__/serveRouter';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { migrate } from '../database';
import { createTokenRouter } from './createTokenRouter';
import { issueToken } from './issueToken';
import { DatabaseTokenStore } from './TokenStore';
import { TokenVerifier } from './TokenVerifier';

const MODEL = 'mlmodel:default/flight-delay';
const OWNER = 'group:default/flight-ops-ds';
const SYSTEM = 'system:default/flight-operations';
const PATH = '/models/default/flight-delay/tokens';

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});
const now = () => new Date('2026-03-01T12:00:00.000Z');

/** Users do not see flight-fare, which has the same owner, and no system. */
function aCatalog(seen: MlModelEntityV1alpha1[]): ModelCatalog {
  const auth = mockServices.auth();
  const hidden = aModelEntity({
    name: 'flight-fare',
    relations: [{ type: 'ownedBy', targetRef: OWNER }],
  });
  const all = catalogServiceMock({ entities: [...seen, hidden] });
  const ofUsers = catalogServiceMock({ entities: seen });
  const catalog = catalogServiceMock.mock({
    getEntityByRef: ofUsers.getEntityByRef.bind(ofUsers),
    queryEntities: async (request, options) => {
      const isUser =
        options &&
        'credentials' in options &&
        auth.isPrincipal(options.credentials, 'user');
      return (isUser ? ofUsers : all).queryEntities(request);
    },
  });
  return new ModelCatalog({ catalog, auth });
}

async function anAgent(callers = openCallers(), seen = [aModelEntity()]) {
  const knex = await databases.init('SQLITE_3');
  await migrate(knex);
  const tokens = new DatabaseTokenStore(knex);
  const router = createTokenRouter({
    callers,
    auditor: mockServices.auditor.mock(),
    catalog: aCatalog(seen),
    tokens,
    verifier: new TokenVerifier({ tokens, now }),
    now,
  });
  return { agent: serveRouter(router), tokens };
}

describe('the token routes', () => {
  it.each([
    [201, 'the model', MODEL],
    [201, 'what the caller sees all models of', SYSTEM],
    [403, 'what has a model the caller may not see', OWNER],
  ])('answer %i to a token for %s', async (status, _, scopeRef) => {
    const { agent } = await anAgent();
    const token = { purpose: 'register', scopeRef, description: 'for a test' };
    const response = await agent.post(PATH).send(token);
    expect(response.status).toBe(status);
  });

  it('answer 403 to a token for a system with a model of others', async () => {
    const { agent } = await anAgent(
      openCallers({
        // As the route asks before, by its operation.
        assertAllowed: async ({ modelRef }) => {
          if (modelRef !== MODEL) throw new NotAllowedError(modelRef);
        },
      }),
      [aModelEntity(), aModelEntity({ name: 'taxi-out' })],
    );
    const token = { purpose: 'ingest', description: 'for a test' };
    const wide = await agent.post(PATH).send({ ...token, scopeRef: SYSTEM });
    expect(wide.status).toBe(403);
    expect(wide.body.error.message).toBe('mlmodel:default/taxi-out');
    const own = await agent.post(PATH).send({ ...token, scopeRef: MODEL });
    expect(own.status).toBe(201);
  });

  it('answer 403 to who revokes a token for models they may not see', async () => {
    const { agent, tokens } = await anAgent();
    const { row } = await issueToken(tokens, {
      purpose: 'ingest',
      scopeRef: OWNER,
      description: 'for a Collector',
      now: now(),
    });
    const response = await agent.delete(`${PATH}/${row.id}`);
    expect(response.status).toBe(403);
    expect(response.body.error.message).toContain(
      `${OWNER} has models that you may not see: make a token for ${MODEL} alone`,
    );
    expect((await tokens.findById(row.id))?.revoked_at).toBeNull();
  });
});
