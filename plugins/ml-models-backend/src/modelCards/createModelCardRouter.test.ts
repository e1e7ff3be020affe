import { UrlReaderService } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { modelCardSchema } from '@noshelfware/backstage-plugin-ml-models-common';
import { openCallers } from '../__testUtils__/openCallers';
import { aModelEntity } from '../__testUtils__/aModelEntity';
import { serveRouter } from '../__testUtils__/serveRouter';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { createModelCardRouter } from './createModelCardRouter';

const PATH = '/models/default/flight-delay/model-card';
const LOCATION = 'backstage.io/managed-by-location';
const SOURCE = 'backstage.io/source-location';

/** A host with these files; it keeps count of what it was asked for. */
class InMemoryFiles implements UrlReaderService {
  readonly asked: string[] = [];

  constructor(private readonly files: Record<string, string>) {}

  async readUrl(url: string) {
    this.asked.push(url);
    if (!Object.hasOwn(this.files, url)) {
      throw new NotFoundError(`no ${url}`);
    }
    return { buffer: async () => Buffer.from(this.files[url]) };
  }

  async readTree(): Promise<never> {
    throw new Error('A card is one file');
  }

  async search(): Promise<never> {
    throw new Error('A card is one file');
  }
}

function anAgent(
  files: Record<string, string>,
  annotations: Record<string, string>,
) {
  const urlReader = new InMemoryFiles(files);
  const router = createModelCardRouter({
    urlReader,
    integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
    callers: openCallers(),
    catalog: new ModelCatalog({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: [aModelEntity({ annotations })],
      }),
    }),
  });
  return { agent: serveRouter(router), urlReader };
}

describe('the model card route', () => {
  it.each([
    [
      'the local git',
      'http://localhost:7007/git/a/b/raw/main/catalog-info.yaml',
      'http://localhost:7007/git/a/b/raw/main/MODEL_CARD.md',
    ],
    [
      'GitHub',
      'https://github.com/a/b/blob/main/models/catalog-info.yaml',
      // What Backstage makes of a relative URL there; GitHub takes both.
      'https://github.com/a/b/tree/main/models/MODEL_CARD.md',
    ],
  ])('reads the card beside the entity on %s', async (_, location, url) => {
    const { agent } = anAgent(
      { [url]: '---\nlicense: mit\n---\n# Model\n\nFor planning.' },
      { [LOCATION]: `url:${location}` },
    );
    const { status, body } = await agent.get(PATH);
    expect(status).toBe(200);
    expect(modelCardSchema.parse(body)).toMatchObject({
      markdown: 'For planning.',
      facts: { license: 'mit' },
      url,
    });
  });

  it('reads it from the source where the entity came from a file', async () => {
    const { agent } = anAgent(
      { 'https://host/a/raw/main/MODEL_CARD.md': 'Text' },
      {
        [LOCATION]: 'file:/catalog/models.yaml',
        [SOURCE]: 'url:https://host/a/raw/main/',
      },
    );
    expect((await agent.get(PATH)).body.markdown).toBe('Text');
  });

  it('reads it where the repository is now, if the host has moved since', async () => {
    const url = 'http://localhost:7009/git/a/b/raw/main/ml/MODEL_CARD.md';
    const { agent } = anAgent(
      { [url]: 'Text' },
      {
        [LOCATION]:
          'url:http://localhost:7008/git/a/b/raw/main/ml/catalog-info.yaml',
        [SOURCE]: 'url:http://localhost:7009/git/a/b/raw/main/',
      },
    );
    expect((await agent.get(PATH)).body.url).toBe(url);
  });

  it('takes a source that is no URL for none', async () => {
    const { agent } = anAgent({}, { [SOURCE]: 'url:nowhere' });
    const { body } = await agent.get(PATH);
    expect(body.reason).toMatch(/^The catalog knows no repository of/);
  });

  it('asks the host once for many readers', async () => {
    const { agent, urlReader } = anAgent(
      { 'https://host/a/MODEL_CARD.md': 'Text' },
      { [LOCATION]: 'url:https://host/a/catalog-info.yaml' },
    );
    await agent.get(PATH);
    await agent.get(PATH);
    expect(urlReader.asked).toHaveLength(1);
  });

  it('says that the repository has none', async () => {
    const { agent } = anAgent(
      {},
      { [LOCATION]: 'url:https://host/a/catalog-info.yaml' },
    );
    const { status, body } = await agent.get(PATH);
    expect(status).toBe(200);
    expect(body.state).toBe('absent');
    expect(body.reason).toMatch(/has no MODEL_CARD.md .* add one/);
  });

  it('says that there is no repository', async () => {
    const { agent } = anAgent({}, { [LOCATION]: 'file:/models.yaml' });
    const { body } = await agent.get(PATH);
    expect(body.state).toBe('absent');
    expect(body.reason).toMatch(/knows no repository of/);
  });

  it('refuses what is too long for a page', async () => {
    const { agent } = anAgent(
      { 'https://host/a/MODEL_CARD.md': 'x'.repeat(600_000) },
      { [LOCATION]: 'url:https://host/a/catalog-info.yaml' },
    );
    const { status, body } = await agent.get(PATH);
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/has 600000 bytes/);
  });

  it('asks who is calling, and knows no other model', async () => {
    const { agent } = anAgent({}, {});
    const unknown = await agent.get('/models/default/nothing/model-card');
    expect(unknown.status).toBe(404);
    const nobody = await agent
      .get(PATH)
      .set('authorization', mockCredentials.user.invalidHeader());
    expect(nobody.status).toBe(401);
  });
});
