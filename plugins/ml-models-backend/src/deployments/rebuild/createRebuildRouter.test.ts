import { mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { DeploymentHarness } from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { openCallers } from '../../__testUtils__/openCallers';
import { serveRouter } from '../../__testUtils__/serveRouter';
import { createRebuildRouter } from './createRebuildRouter';

const BODY = { environment: 'production' };

describeEachDatabase('the routes of rebuilds', openDatabase => {
  let harness: DeploymentHarness;
  const auditor = mockServices.auditor.mock();

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.engine.stages = ['train'];
    const worker = harness.startWorker();
    await harness.finish((await harness.request()).id);
    await worker.stop();
    auditor.createEvent.mockClear();
  });

  const serve = (callers = openCallers()) =>
    serveRouter(
      createRebuildRouter({ auditor, callers, rebuilds: harness.rebuilds }),
    );

  it('start, list, show and cancel', async () => {
    const started = await serve().post('/rebuilds').send(BODY);
    expect(started.status).toBe(201);
    const { id } = started.body;
    expect(started.body).toMatchObject({
      environment: 'production',
      items: [{ modelRef: 'mlmodel:default/flight-delay', state: 'waiting' }],
    });
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'environment-rebuild',
        meta: { environment: 'production' },
      }),
    );
    const listed = await serve().get('/rebuilds');
    expect(listed.body).toMatchObject({
      environments: [{ name: 'production', models: 1 }],
      items: [{ id, models: { waiting: 1 } }],
    });
    expect((await serve().get(`/rebuilds/${id}`)).body).toMatchObject({ id });
    const cancelled = await serve().post(`/rebuilds/${id}/cancel`);
    expect(cancelled.status).toBe(200);
    expect(cancelled.body.models).toMatchObject({ cancelled: 1 });
    expect(auditor.createEvent).toHaveBeenLastCalledWith(
      expect.objectContaining({
        eventId: 'environment-rebuild-cancel',
        meta: { id },
      }),
    );
  });

  it.each([
    [{}, 400],
    [{ environment: '' }, 400],
    [{ environment: 'nowhere' }, 409],
  ])('answer a start with %j by %s', async (body, status) => {
    const answer = await serve().post('/rebuilds').send(body);
    expect(answer.status).toBe(status);
  });

  it('answer 404 for a rebuild that there is not', async () => {
    expect((await serve().get('/rebuilds/x')).status).toBe(404);
    expect((await serve().post('/rebuilds/x/cancel')).status).toBe(404);
  });

  it('refuse who may not, and do nothing', async () => {
    const callers = {
      ...openCallers(),
      assertAllowedInPortal: async () => {
        throw new NotAllowedError('You may not rebuild');
      },
    };
    const refused = await Promise.all([
      serve(callers).get('/rebuilds'),
      serve(callers).post('/rebuilds').send(BODY),
      serve(callers).get('/rebuilds/x'),
      serve(callers).post('/rebuilds/x/cancel'),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect((await harness.rebuilds.list()).items).toEqual([]);
  });
});
