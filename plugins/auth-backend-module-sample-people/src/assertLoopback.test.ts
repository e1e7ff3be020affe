import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { assertLoopback } from './assertLoopback';

function check(backend: JsonObject) {
  const config = mockServices.rootConfig({
    data: { backend: { baseUrl: 'http://localhost:7007', ...backend } },
  });
  return () => assertLoopback(config.getConfig('backend'));
}

describe('assertLoopback', () => {
  it.each([
    [{ host: '127.0.0.1', port: 7007 }],
    ['127.0.0.1:7007'],
    ['localhost:7007'],
    [{ host: '::1' }],
  ])('lets the backend listen on %j', listen => {
    expect(check({ listen })).not.toThrow();
  });

  it.each([
    ['0.0.0.0:7007', "'0.0.0.0'"],
    [{ host: '192.168.1.4', port: 7007 }, "'192.168.1.4'"],
    [':7007', 'not set, which means all interfaces'],
    ['7007', 'not set, which means all interfaces'],
    [7007, 'not set, which means all interfaces'],
    [{ port: 7007 }, 'not set, which means all interfaces'],
  ])('refuses a backend that listens on %j', (listen, given) => {
    expect(check({ listen })).toThrow(
      `may only listen on loopback, but backend.listen is ${given}. Set backend.listen.host to 127.0.0.1`,
    );
  });

  it('refuses a backend without a word on where it listens', () => {
    expect(check({})).toThrow('not set, which means all interfaces');
  });

  it('refuses a base URL that others are meant to use', () => {
    expect(
      check({
        listen: '127.0.0.1:7007',
        baseUrl: 'https://models.example.com',
      }),
    ).toThrow("backend.baseUrl is 'https://models.example.com'");
  });
});
