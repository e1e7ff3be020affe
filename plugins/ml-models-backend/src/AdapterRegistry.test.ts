import { InMemoryPipelineEngine } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { AdapterRegistry } from './AdapterRegistry';

describe('AdapterRegistry', () => {
  it('takes one adapter of an id', () => {
    const adapters = new AdapterRegistry();
    adapters.addPipelineEngine(new InMemoryPipelineEngine());
    expect(() =>
      adapters.addPipelineEngine(new InMemoryPipelineEngine()),
    ).toThrow("Two modules add a pipeline engine 'local'");
  });
});
