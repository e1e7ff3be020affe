import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Token } from '@noshelfware/backstage-plugin-ml-models-common';
import { closeTestServers, testServer } from '../__testUtils__/testServer';
import { SamplePortal } from './SamplePortal';

const PATH = '/api/ml-models/models/default/flight-delay/tokens';

function aToken(changes: Partial<Token>): Token {
  return {
    id: 'token',
    purpose: 'ingest',
    scopeRef: 'mlmodel:default/flight-delay',
    description:
      "Tells what became of the sample's flights, once they have landed",
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'plugin:ml-models',
    managed: false,
    ...changes,
  };
}

/** Serves the tokens of the model; `tokens` is changed by what is asked. */
async function aPortalWith(tokens: Token[]): Promise<SamplePortal> {
  const port = await testServer((request, response) => {
    const answer = (status: number, body: object) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify(body));
    if (request.method === 'GET' && request.url === PATH) {
      answer(200, { items: tokens });
    } else if (request.method === 'POST' && request.url === PATH) {
      const made = aToken({ id: 'made' });
      tokens.push(made);
      answer(201, { ...made, secret: 'the-secret' });
    } else {
      const id = request.url?.split('/').at(-1);
      const token = tokens.find(one => one.id === id)!;
      token.revokedAt = '2026-01-02T00:00:00.000Z';
      answer(200, token);
    }
  });
  return new SamplePortal({
    auth: mockServices.auth(),
    catalog: catalogServiceMock(),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async pluginId => `http://127.0.0.1:${port}/api/${pluginId}`,
    }),
  });
}

const good = (tokens: Token[]) =>
  tokens.filter(token => !token.revokedAt).map(({ id }) => id);

describe('SamplePortal', () => {
  afterEach(closeTestServers);

  it('revokes its token, and one that an earlier portal left, but no other', async () => {
    const tokens = [
      aToken({ id: 'left' }),
      aToken({ id: "a-person's", createdBy: 'user:default/amara' }),
      aToken({ id: 'of-another-use', description: 'Something else' }),
    ];
    const portal = await aPortalWith(tokens);
    const during = await portal.withToken('ingest', async secret => {
      expect(secret).toBe('the-secret');
      return good(tokens);
    });
    expect(during).toEqual(["a-person's", 'of-another-use', 'made']);
    expect(good(tokens)).toEqual(["a-person's", 'of-another-use']);
  });

  it('revokes its token when the use of it fails', async () => {
    const tokens: Token[] = [];
    const portal = await aPortalWith(tokens);
    await expect(
      portal.withToken('git', async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(good(tokens)).toEqual([]);
  });
});
