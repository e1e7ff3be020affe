import { mockCredentials } from '@backstage/backend-test-utils';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import { startMlModels } from '../../__testUtils__/startMlModels';

const MODEL = '/models/default/flight-delay';
const GRACE = 'user:default/grace';

describe('the route of approvals', () => {
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
    model = MODEL,
  ) {
    const path = `${model}/deployments/${id}/approval`;
    return backend.call('post', path, body, authorization);
  }

  const yes = { decision: 'approved', comment: 'Seen the evaluation' };

  it.each([{}, { decision: 'maybe' }, { ...yes, comment: 'x'.repeat(1001) }])(
    'refuses a body it does not know',
    async body => {
      expect((await decide(body)).status).toBe(400);
    },
  );

  it('refuses whoever asked for the deployment, and services', async () => {
    const self = await decide(yes, mockCredentials.user.header());
    expect(self.status).toBe(403);
    expect(self.body.error.message).toContain('Ask another owner');
    const service = await decide(yes, mockCredentials.service.header());
    expect(service.status).toBe(403);
    expect(service.body.error.message).toContain('Only a person may approve');
  });

  it('finds no deployment of a model that is not there', async () => {
    const nowhere = '/models/default/nope';
    expect(
      (await decide(yes, mockCredentials.user.header(GRACE), nowhere)).status,
    ).toBe(404);
  });

  it('takes a decision, leaves a trace of it, and takes no other', async () => {
    const { status, body } = await decide(yes);
    expect(status).toBe(200);
    expect(body.approval).toMatchObject({
      decision: 'approved',
      decidedBy: GRACE,
      comment: yes.comment,
    });
    expect(backend.audited).toContainEqual(
      expect.objectContaining({
        eventId: 'deployment-approval',
        meta: { modelRef: 'mlmodel:default/flight-delay', id, ...yes },
      }),
    );
    expect((await decide(yes)).status).toBe(200);
    const other = mockCredentials.user.header('user:default/mary');
    expect((await decide(yes, other)).status).toBe(409);
    const { body: page } = await backend.call('get', `${MODEL}/deployments`);
    expect(page.items[0].approval.decidedBy).toBe(GRACE);
  });
});
