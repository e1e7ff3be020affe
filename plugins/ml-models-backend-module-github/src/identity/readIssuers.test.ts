import { mockServices } from '@backstage/backend-test-utils';
import { readIssuers } from './readIssuers';

const read = (data: object) =>
  readIssuers(mockServices.rootConfig({ data: { ...data } }));

describe('readIssuers', () => {
  it('knows who signs for the hosts of the integrations', () => {
    const github = ['github.com', 'flights.ghe.com', 'ghe.example.com'].map(
      host => ({ host, apiBaseUrl: `https://${host}/api/v3` }),
    );
    expect(read({ integrations: { github } })).toEqual([
      {
        host: 'github.com',
        issuer: 'https://token.actions.githubusercontent.com',
      },
      {
        host: 'flights.ghe.com',
        issuer: 'https://token.actions.flights.ghe.com',
      },
      {
        host: 'ghe.example.com',
        issuer: 'https://ghe.example.com/_services/token',
      },
    ]);
  });

  it('prefers what is configured', () => {
    const issuer = 'https://token.actions.githubusercontent.com/flights';
    const issuers = [{ host: 'github.com', issuer }];
    expect(read({ mlModels: { github: { issuers } } })).toEqual(issuers);
  });

  it.each(['http://github.com', 'token.actions.githubusercontent.com'])(
    'refuses the issuer %s',
    issuer => {
      const issuers = [{ host: 'github.com', issuer }];
      expect(() => read({ mlModels: { github: { issuers } } })).toThrow(
        `mlModels.github.issuers has the issuer '${issuer}'`,
      );
    },
  );
});
