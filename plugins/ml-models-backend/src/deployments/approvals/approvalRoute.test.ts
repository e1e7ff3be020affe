import { mockCredentials } from '@backstage/backend-test-utils';
import {
  GRACE,
  startAwaitingApproval,
} from '../../__testUtils__/startAwaitingApproval';

const MODEL = '/models/default/flight-delay';

describe('the route of approvals', () => {
  let started: Awaited<ReturnType<typeof startAwaitingApproval>>;
  let decide: ReturnType<typeof started.decideBy>;

  beforeAll(async () => {
    started = await startAwaitingApproval();
    decide = started.decideBy('approval');
  });

  afterAll(async () => {
    await started.backend.stop();
  });

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
    const { backend, id } = started;
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
