import { mockCredentials } from '@backstage/backend-test-utils';
import { startAwaitingApproval } from '../../__testUtils__/startAwaitingApproval';

describe('the route of holds', () => {
  let started: Awaited<ReturnType<typeof startAwaitingApproval>>;
  let decide: ReturnType<typeof started.decideBy>;

  beforeAll(async () => {
    started = await startAwaitingApproval();
    decide = started.decideBy('hold');
  });

  afterAll(async () => {
    await started.backend.stop();
  });

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
    const { backend, getDeployment, id } = started;
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
    expect(await getDeployment()).toMatchObject({
      status: 'awaiting-approval',
    });
  });
});
