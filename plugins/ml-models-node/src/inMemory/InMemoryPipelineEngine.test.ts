import {
  describePipelineEngine,
  PipelineBehaviour,
} from '../contracts/describePipelineEngine';
import { InMemoryPipelineEngine } from './InMemoryPipelineEngine';

describePipelineEngine('InMemoryPipelineEngine', async () => harnessOf());

describePipelineEngine(
  'InMemoryPipelineEngine whose workflows register their versions',
  async () => {
    const harness = harnessOf();
    harness.engine.output = undefined;
    return { ...harness, registersVersions: true };
  },
);

function harnessOf() {
  const engine = new InMemoryPipelineEngine();
  let commits = 0;
  return {
    engine,
    anotherEngine: () => engine,
    commit: async (behaviour: PipelineBehaviour) => {
      engine.stuck = behaviour.kind === 'waits';
      if (behaviour.kind === 'fails') {
        engine.failing = 'test';
        engine.logOf = () => `${behaviour.line}\n`;
      }
      engine.head = `${++commits}`.padStart(40, '0');
      return { sourceLocation: 'url:http://git/tiny/', commit: engine.head };
    },
    countRuns: async () => engine.runs.size,
  };
}
