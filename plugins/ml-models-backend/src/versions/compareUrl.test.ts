import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { compareUrl } from './compareUrl';

const FROM = 'a'.repeat(40);
const TO = 'b'.repeat(40);
const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      gitea: [{ host: 'gitea.example' }],
      gitlab: [
        {
          host: 'gitlab.example',
          baseUrl: 'https://gitlab.example',
          apiBaseUrl: 'https://gitlab.example/api/v4',
        },
      ],
    },
  }),
);

describe('compareUrl', () => {
  it.each([
    [
      'url:https://github.com/flights/delay/tree/main/',
      `https://github.com/flights/delay/compare/${FROM}...${TO}`,
    ],
    [
      'url:https://gitea.example/flights/delay.git',
      `https://gitea.example/flights/delay/compare/${FROM}...${TO}`,
    ],
    [
      'url:https://gitlab.example/air/flights/delay/-/tree/main/models/',
      `https://gitlab.example/air/flights/delay/-/compare/${FROM}...${TO}`,
    ],
    [
      'url:https://bitbucket.org/flights/delay/src/main/',
      `https://bitbucket.org/flights/delay/branches/compare/${TO}..${FROM}`,
    ],
    [
      'url:http://localhost:7007/api/ml-models/git/ops/tiny/raw/main/',
      undefined,
    ],
    ['url:https://dev.azure.com/org/project/_git/repo', undefined],
    ['file:/models/delay', undefined],
  ])('knows for %s the page %s', (location, url) => {
    expect(compareUrl(location, { from: FROM, to: TO }, integrations)).toBe(
      url,
    );
  });

  it.each(['main', '../../x', '?x=1', ''])('makes no address of %s', sha => {
    const location = 'url:https://github.com/flights/delay';
    for (const range of [
      { from: sha, to: TO },
      { from: FROM, to: sha },
    ]) {
      expect(compareUrl(location, range, integrations)).toBeUndefined();
    }
  });
});
