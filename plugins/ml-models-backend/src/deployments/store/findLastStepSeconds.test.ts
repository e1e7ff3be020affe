import { Knex } from 'knex';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import { DeploymentRow, StepRow } from '../DeploymentRow';
import { plannedSteps } from '../releaseSteps';
import { findLastStepSeconds } from './findLastStepSeconds';

const MODEL = 'mlmodel:default/flight-delay';
const NOTHING_MORE = {
  needsApproval: false,
  isTried: false,
  isRetrain: false,
};
const toCome = {
  model_ref: MODEL,
  environment: 'production',
  trigger: 'manual',
} as const;

describeEachDatabase('findLastStepSeconds', openDatabase => {
  let knex: Knex;
  let deployments: number;
  beforeEach(async () => {
    knex = await openDatabase();
    deployments = 0;
  });

  /** Each later than those before. */
  async function finished(
    seconds: number,
    changes: Partial<DeploymentRow> = {},
    stages: string[] = ['train'],
  ): Promise<void> {
    deployments += 1;
    const id = `deployment-${deployments}`;
    const endedAt = new Date(deployments * 1_000_000);
    await knex<DeploymentRow>('deployments').insert({
      ...toCome,
      id,
      status: 'live',
      created_at: endedAt,
      ended_at: endedAt,
      runtime: 'local',
      epoch: 1,
      ...changes,
    });
    await knex<StepRow>('deployment_steps').insert(
      plannedSteps(id, stages, NOTHING_MORE).map(step => ({
        ...step,
        status: 'succeeded',
        started_at: new Date(endedAt.getTime() - seconds * 1_000),
        ended_at: endedAt,
      })),
    );
  }

  async function lastOf(
    names: string[],
    changes: Partial<DeploymentRow> = {},
    stages: string[] = ['train'],
  ) {
    const steps = plannedSteps('next', stages, NOTHING_MORE);
    const deployment = { ...toCome, ...changes };
    const last = await findLastStepSeconds(knex, deployment, steps);
    return names.map(name => last.get(name));
  }

  it('tells a release by the last into the same environment, a build by any', async () => {
    await finished(4);
    await finished(7, { environment: 'staging' });
    expect(await lastOf(['train', 'start'])).toEqual([7, 4]);
  });

  it('tells no release by a rollback, unless it is one', async () => {
    await finished(4, {}, []);
    await finished(0.04, { trigger: 'rollback' }, []);
    expect(await lastOf(['start'], {}, [])).toEqual([4]);
    expect(await lastOf(['start'], { trigger: 'rollback' }, [])).toEqual([
      0.04,
    ]);
  });

  it('tells the first of a model by others with the same steps', async () => {
    const other = { model_ref: 'mlmodel:default/other' };
    await finished(5, other);
    await finished(6, { ...other, environment: 'staging' }, ['lint']);
    expect(await lastOf(['train', 'start'])).toEqual([5, 5]);
  });

  it('looks for one that went through all of the steps', async () => {
    await finished(4, {}, ['lint', 'train']);
    await finished(5);
    expect(await lastOf(['lint', 'train'], {}, ['lint', 'train'])).toEqual([
      4, 4,
    ]);
  });

  it('takes no step of a build for the one of a release of that name', async () => {
    await finished(4, {}, ['train', 'smoke']);
    expect(await lastOf(['start', 'smoke'])).toEqual([4, 4]);
  });

  it('tells a build by one that nobody approved, a release only by what went live', async () => {
    await finished(9, { model_ref: 'mlmodel:default/other' });
    await finished(4, { status: 'rejected' });
    expect(await lastOf(['train', 'start'])).toEqual([4, 9]);
  });

  it('tells nothing of steps of which none is like', async () => {
    await finished(4, { environment: 'staging', status: 'failed' }, ['lint']);
    expect(await lastOf(['train', 'start'])).toEqual([undefined, undefined]);
  });
});
