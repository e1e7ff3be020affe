import { mockCredentials } from '@backstage/backend-test-utils';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import { startMlModels } from '../../__testUtils__/startMlModels';

const MODEL = '/models/default/flight-delay';
const GRACE = 'user:default/grace';

describe('the route of holds', () => {
  let backend: Awaited<ReturnType<typeof startMlModels>>;
  let id: string;

  beforeAll(async () => {
    backend = await startMlModels({
      entities: [aModelEntity({ spec: { riskTier: 'high' } })],
    });
    const { body } = await backend.call('post', `${MODEL}/deployments`, {
      environment: 'production',
    });
    id = body.id;
    while ((await deployment()).status !== 'awaiting-approval') {
      await new Promise(resolve => setImmediate(resolve));
    }
  });

  afterAll(async () => {
    await backend.stop();
  });

  async function deployment() {
    return (await backend.call('get', `/deployments/${id}`)).body;
  }

  function decide(
    body: object,
    authorization = mockCredentials.user.header(GRACE),
  ) {
    const path = `${MODEL}/deployments/${id}/hold`;
    return backend.call('post', path, body, authorization);
  }

  const release = { decision: 'approved', comment: 'Few use it' };

  it.each([{}, { decision: 'released' }])(
    'refuses a body it does not know',
    async body => {
      expect((await decide(body)).status).toBe(400);
    },
  );

  it('refuses services, and whoever asked for the deployment', async () => {
    const service = await decide(release, mockCredentials.service.header());
    expect(service.status).toBe(403);
    const self = await decide(release, mockCredentials.user.header());
    expect(self.status).toBe(403);
    expect(self.body.error.message).toContain('Ask another owner');
  });

  it('says of what is not held that there is nothing to decide, and leaves a trace', async () => {
    const { status, body } = await decide(release);
    expect(status).toBe(409);
    expect(body.error.message).toBe(
      `Deployment ${id} is not held, it is awaiting-approval: there is nothing to decide`,
    );
    expect(backend.audited).toContainEqual(
      expect.objectContaining({
        eventId: 'deployment-hold',
        meta: { modelRef: 'mlmodel:default/flight-delay', id, ...release },
      }),
    );
    expect(await deployment()).toMatchObject({ status: 'awaiting-approval' });
  });
});
