import { childEnvironment } from './childEnvironment';

const from = {
  PATH: '/usr/bin',
  HOME: '/home/ada',
  LC_ALL: 'C.UTF-8',
  BACKEND_SECRET: 'hush',
  POSTGRES_PASSWORD: 'hush',
  https_proxy: 'http://proxy:3128',
  UV_DEFAULT_INDEX: 'https://mirror/simple',
  PIP_CERT: '/etc/ca.pem',
};

describe('childEnvironment', () => {
  it('lets nothing through that is not on the list', () => {
    expect(childEnvironment({ from })).toEqual({
      PATH: '/usr/bin',
      HOME: '/home/ada',
      LC_ALL: 'C.UTF-8',
    });
  });

  it('adds proxies and package indexes where they are asked for', () => {
    expect(
      childEnvironment({ from, network: true, packageIndex: true }),
    ).toEqual({
      PATH: '/usr/bin',
      HOME: '/home/ada',
      LC_ALL: 'C.UTF-8',
      https_proxy: 'http://proxy:3128',
      UV_DEFAULT_INDEX: 'https://mirror/simple',
      PIP_CERT: '/etc/ca.pem',
    });
  });

  it('puts the given folders first in PATH and the given variables on top', () => {
    expect(
      childEnvironment({
        from,
        binDirectories: ['/venv/bin', '/node/bin'],
        variables: { HOME: '/tmp/empty', CI: 'true' },
      }),
    ).toEqual({
      PATH: '/venv/bin:/node/bin:/usr/bin',
      HOME: '/tmp/empty',
      LC_ALL: 'C.UTF-8',
      CI: 'true',
    });
  });
});
