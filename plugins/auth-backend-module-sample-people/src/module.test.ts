import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import authModuleSamplePeople from './index';

const amara = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'amara-okafor', namespace: 'default' },
  spec: { memberOf: ['flight-ops-ds'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/flight-ops-ds' }],
};

async function startPortal(
  options: { listen?: string; people?: string[] } = {},
) {
  const people = options.people ?? ['user:default/amara-okafor'];
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      authModuleSamplePeople,
      catalogServiceMock.factory({ entities: [amara] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:7007' },
          backend: {
            baseUrl: 'http://localhost:7007',
            listen: options.listen ?? '127.0.0.1:7007',
          },
          auth: {
            providers: {
              samplePeople: {
                people: people.map(ref => ({ ref, name: 'Amara Okafor' })),
              },
            },
          },
        },
      }),
    ],
  });
  return (headers: Record<string, string>) =>
    request(server).get('/api/auth/samplePeople/refresh').set(headers);
}

describe('sign-in as a sample person', () => {
  it('gives a listed person their own identity', async () => {
    const signIn = await startPortal();
    const response = await signIn({
      'x-sample-person': 'user:default/amara-okafor',
    });
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({
      profile: { displayName: 'Amara Okafor' },
      backstageIdentity: {
        token: expect.any(String),
        identity: { userEntityRef: 'user:default/amara-okafor' },
      },
    });
  });

  it.each([
    [
      'somebody who is not listed',
      { 'x-sample-person': 'user:default/mallory' },
      "'user:default/mallory' is none of the sample people, which are user:default/amara-okafor",
    ],
    [
      'a request that names nobody',
      {},
      'The header x-sample-person must say whom to sign in as',
    ],
    [
      'a request addressed to another name',
      {
        'x-sample-person': 'user:default/amara-okafor',
        host: 'rebound.example.com:7007',
      },
      "addressed to 'rebound.example.com'",
    ],
  ])('refuses %s', async (_, headers, message) => {
    const signIn = await startPortal();
    const response = await signIn(headers);
    expect(response.status).toBe(401);
    expect(response.body.error.message).toContain(message);
    expect(response.body.backstageIdentity).toBeUndefined();
  });

  it.each([
    [{ listen: '0.0.0.0:7007' }, 'may only listen on loopback'],
    [{ people: [] }, 'people lists nobody'],
    [{ people: ['group:default/flight-ops-ds'] }, 'must list users'],
  ])('keeps the backend from starting with %j', async (options, message) => {
    await expect(startPortal(options)).rejects.toThrow(message);
  });
});
