import { AuditorService } from '@backstage/backend-plugin-api';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import { DeploymentHarness } from '../../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';

const TARGET = {
  modelRef: 'mlmodel:default/flight-delay',
  environment: 'production',
};

describeEachDatabase('auditEnd', openDatabase => {
  let harness: DeploymentHarness;
  let events: Array<{ meta: unknown; end: string; error?: string }>;
  let isDown: boolean;

  beforeEach(async () => {
    events = [];
    isDown = false;
    harness = new DeploymentHarness(await openDatabase());
    harness.startWorker(harness.driveOptions({ auditor: anAuditor() }));
  });

  afterEach(() => harness.stopWorkers());

  function anAuditor(): AuditorService {
    return {
      createEvent: async ({ eventId, meta }) => {
        if (isDown) throw new Error('nobody takes it down');
        return {
          success: async () => {
            events.push({ meta, end: `${eventId} succeeded` });
          },
          fail: async ({ error }) => {
            const { message } = error as Error;
            events.push({ meta, end: `${eventId} failed`, error: message });
          },
        };
      },
    };
  }

  it('leaves one trace of a deployment that has gone live, whoever asked for it', async () => {
    const { id } = await harness.request();
    await harness.finish(id);
    expect(events).toEqual([
      {
        end: 'deployment-end succeeded',
        meta: {
          ...TARGET,
          id,
          trigger: 'manual',
          version: 1,
          requestedBy: 'user:default/ada',
          outcome: 'live',
        },
      },
    ]);
  });

  it('tells in which step one has failed, and why', async () => {
    harness.engine.failing = 'test';
    const { id } = await harness.request();
    await harness.finish(id);
    expect(events).toEqual([
      {
        end: 'deployment-end failed',
        error: 'Step test ended with exit code 1',
        meta: expect.objectContaining({ id, outcome: 'failed', step: 'test' }),
      },
    ]);
  });

  it('calls none a failure that a person has ended', async () => {
    harness.engine.stuck = true;
    const { id } = await harness.request();
    await harness.until(id, ({ currentStep }) => currentStep === 'setup');
    await harness.deployments.cancel(id, 'user:default/ada');
    await harness.finish(id);
    expect(events).toMatchObject([
      { end: 'deployment-end succeeded', meta: { outcome: 'cancelled' } },
    ]);
  });

  it('holds up nothing where no trace can be left', async () => {
    isDown = true;
    const { id } = await harness.request({ model: aModelEntity() });
    expect(await harness.finish(id)).toMatchObject({ status: 'live' });
    expect(events).toEqual([]);
  });
});
