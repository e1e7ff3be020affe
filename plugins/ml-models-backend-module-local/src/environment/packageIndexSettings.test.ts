import { parsePipConfig, translatePipSettings } from './packageIndexSettings';

const translate = (output: string) =>
  translatePipSettings(parsePipConfig(output));

describe('packageIndexSettings', () => {
  it("tells uv of the mirror in pip's configuration", () => {
    expect(
      translate(
        [
          "global.index-url='https://ada:secret@mirror.example.com/simple'",
          "global.extra-index-url='https://a/simple\\nhttps://b/simple'",
          "global.trusted-host='mirror.example.com'",
          "global.proxy='http://proxy:3128'",
          "global.timeout='60'",
        ].join('\n'),
      ),
    ).toEqual({
      network: {
        HTTP_PROXY: 'http://proxy:3128',
        HTTPS_PROXY: 'http://proxy:3128',
        UV_HTTP_TIMEOUT: '60',
        UV_INSECURE_HOST: 'mirror.example.com',
      },
      index: {
        UV_DEFAULT_INDEX: 'https://ada:secret@mirror.example.com/simple',
        UV_INDEX: 'https://a/simple https://b/simple',
        UV_INDEX_STRATEGY: 'unsafe-best-match',
      },
      uvArguments: [],
    });
  });

  it('lets the environment overrule the file, and `install` overrule `global`', () => {
    expect(
      translate(
        [
          ":env:.cert='/env.pem'",
          ":env:.find-links='/usr https://a/links /no/such/folder'",
          "global.cert='/global.pem'",
          "global.index-url='https://global/simple'",
          "install.index-url='https://install/simple'",
          "install.no-index='true'",
        ].join('\n'),
      ),
    ).toEqual({
      network: { SSL_CERT_FILE: '/env.pem' },
      index: {
        UV_DEFAULT_INDEX: 'https://install/simple',
        UV_FIND_LINKS: '/usr,https://a/links',
      },
      uvArguments: ['--no-index'],
    });
  });

  it('says nothing when pip says nothing', () => {
    expect(translate('')).toEqual({ network: {}, index: {}, uvArguments: [] });
  });
});
