import { InMemoryPipelineEngine } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { StepRow } from './DeploymentRow';
import { findStageToResume } from './findStageToResume';

type Step = Pick<StepRow, 'kind' | 'name' | 'status'>;

const FAILED = { engine: 'local', run_id: 'run', version: null };

function steps(...statuses: StepRow['status'][]): Step[] {
  const names = ['setup', 'train', 'register'];
  return names.map((name, index) => ({
    name,
    kind: name === 'register' ? 'release' : 'pipeline',
    status: statuses[index],
  }));
}

describe('findStageToResume', () => {
  const engine = new InMemoryPipelineEngine();
  const engines = new Map([[engine.id, engine]]);

  it.each([
    [steps('succeeded', 'failed', 'skipped'), 'train'],
    [steps('succeeded', 'cancelled', 'skipped'), 'train'],
    // What was built is there, though no version came of it.
    [steps('succeeded', 'succeeded', 'failed'), 'register'],
    [steps('failed', 'skipped', 'skipped'), undefined],
  ])('goes on where it ended', (ended, from) => {
    expect(findStageToResume(FAILED, ended, engines)).toBe(from);
  });

  it.each([
    ['has no run', { ...FAILED, run_id: null }],
    ['has registered a version', { ...FAILED, version: 3 }],
    ['builds nothing', { ...FAILED, engine: null }],
  ])('has no build to go on with where it %s', (_, row) => {
    const ended = steps('succeeded', 'failed', 'skipped');
    expect(findStageToResume(row, ended, engines)).toBeUndefined();
  });
});
