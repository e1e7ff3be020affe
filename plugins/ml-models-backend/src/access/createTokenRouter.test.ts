import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
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

/** Users see flight-delay alone; flight-fare has the same owner, and no system. */
function aCatalog(): ModelCatalog {
  const auth = mockServices.auth();
  const seen = aModelEntity();
  const hidden = aModelEntity({
    name: 'flight-fare',
    relations: [{ type: 'ownedBy', targetRef: OWNER }],
  });
  const all = catalogServiceMock({ entities: [seen, hidden] });
  const ofUsers = catalogServiceMock({ entities: [seen] });
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

async function anAgent() {
  const knex = await databases.init('SQLITE_3');
  await migrate(knex);
  const tokens = new DatabaseTokenStore(knex);
  const router = createTokenRouter({
    httpAuth: mockServices.httpAuth(),
    auditor: mockServices.auditor.mock(),
    catalog: aCatalog(),
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
