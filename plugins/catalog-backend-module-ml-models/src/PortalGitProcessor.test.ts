import { ANNOTATION_SOURCE_LOCATION } from '@backstage/catalog-model';
import { aModel } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { PortalGitProcessor } from './PortalGitProcessor';

const API_URL = 'http://localhost:7007/api/ml-models';
const ROOT = `${API_URL}/git/ops/delay/raw/main/`;

async function sourceOf(target: string, own?: string, type = 'url') {
  const model = aModel();
  const annotations = own && { [ANNOTATION_SOURCE_LOCATION]: own };
  const entity = await new PortalGitProcessor(API_URL).preProcessEntity(
    {
      ...model,
      metadata: { ...model.metadata, ...(annotations && { annotations }) },
    },
    { type, target },
  );
  return entity.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION];
}

describe('PortalGitProcessor', () => {
  it.each(['catalog-info.yaml', 'catalog/models.yaml'])(
    "names the repository's root as the source of %s",
    async file => {
      expect(await sourceOf(`${ROOT}${file}`)).toBe(`url:${ROOT}`);
    },
  );

  it('follows the portal to another port', async () => {
    expect(
      await sourceOf(`${ROOT.replace('7007', '7008')}catalog-info.yaml`),
    ).toBe(`url:${ROOT}`);
  });

  it("names another portal's repository by its own host", async () => {
    const there = ROOT.replace('localhost:7007', 'other.example');
    expect(await sourceOf(`${there}catalog-info.yaml`)).toBe(`url:${there}`);
  });

  it('leaves what an entity says itself', async () => {
    const own = 'url:https://github.com/ops/delay/';
    expect(await sourceOf(`${ROOT}catalog-info.yaml`, own)).toBe(own);
  });

  it.each([
    ['another host', 'https://github.com/ops/delay/blob/main/a.yaml', 'url'],
    ['a file', `/srv/api/ml-models/git/ops/delay/raw/main/a.yaml`, 'file'],
  ])('leaves entities of %s', async (_, target, type) => {
    expect(await sourceOf(target, undefined, type)).toBeUndefined();
  });
});
