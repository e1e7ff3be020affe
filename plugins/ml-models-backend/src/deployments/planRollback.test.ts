import { aModelEntity } from '../__testUtils__/aModelEntity';
import { DeploymentHarness, TARGET } from '../__testUtils__/DeploymentHarness';
import { describeEachDatabase } from '../__testUtils__/eachDatabase';

describeEachDatabase('planRollback', openDatabase => {
  let harness: DeploymentHarness;

  beforeEach(async () => {
    harness = new DeploymentHarness(await openDatabase());
    harness.startWorker();
  });

  afterEach(async () => {
    await harness.stopWorkers();
  });

  async function release(version?: number) {
    const { id } = await harness.request({ version });
    await harness.finish(id);
  }

  const rollBack = (asked: { version?: number; commit?: string } = {}) =>
    harness.request({ ...asked, trigger: 'rollback' });

  it('does not go forward', async () => {
    await release();
    await release();
    await release();
    await release(2);
    await expect(rollBack({ version: 3 })).rejects.toThrow(
      "Version 3 of mlmodel:default/flight-delay is newer than version 2, which is live in 'production': deploy it instead of rolling back",
    );
    const { items } = await harness.deployments.list(TARGET.modelRef, {
      limit: 10,
    });
    expect(items.map(({ trigger }) => trigger)).not.toContain('rollback');
    expect((await rollBack({ version: 2 })).version).toBe(2);
  });

  it('looks at the environment that it is for', async () => {
    await release();
    await release();
    await expect(
      harness.request({
        version: 1,
        model: aModelEntity({
          spec: { environments: ['staging', 'production'] },
        }),
        environment: 'staging',
        trigger: 'rollback',
      }),
    ).rejects.toThrow(
      "Nothing of mlmodel:default/flight-delay is live in 'staging', so there is nothing to roll back: deploy a version",
    );
    await expect(
      harness.request({ environment: 'stagign', trigger: 'rollback' }),
    ).rejects.toThrow(
      "mlmodel:default/flight-delay has no environment 'stagign'; its environments are production",
    );
  });

  it('has nothing to go back from once it is stopped', async () => {
    await release();
    await release();
    const { id } = await harness.request({ trigger: 'stop' });
    await harness.finish(id);
    await expect(rollBack({ version: 1 })).rejects.toThrow('Nothing of');
  });

  it('goes back to the version before, and never to one that was rolled back', async () => {
    await release();
    await release();
    await release();
    const first = await rollBack();
    expect(first.version).toBe(2);
    await harness.finish(first.id);
    const second = await rollBack();
    expect(second.version).toBe(1);
    await harness.finish(second.id);
    await expect(rollBack()).rejects.toThrow(
      "No version of mlmodel:default/flight-delay older than 1 was live in 'production': say which version to go back to",
    );
    await release(3);
    expect((await rollBack()).version).toBe(1);
  });

  it('goes back to none that failed', async () => {
    await release();
    harness.runtime.crashing.set(2, 'out of memory');
    await release();
    await release();
    expect((await rollBack()).version).toBe(1);
  });

  it('builds nothing', async () => {
    await release();
    await expect(rollBack({ commit: 'b'.repeat(40) })).rejects.toThrow(
      'give a version, not a commit',
    );
  });
});
