import {
  InMemoryInferenceLogStore,
  InMemoryPipelineEngine,
  InMemoryServingRuntime,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { AdapterRegistry } from './AdapterRegistry';

describe('AdapterRegistry', () => {
  it('takes one adapter of an id', () => {
    const adapters = new AdapterRegistry();
    adapters.addPipelineEngine(new InMemoryPipelineEngine());
    expect(() =>
      adapters.addPipelineEngine(new InMemoryPipelineEngine()),
    ).toThrow("Two modules add a pipeline engine 'local'");
  });

  it('takes no runtime for the one that means that there is none', () => {
    const runtime = Object.assign(new InMemoryServingRuntime(), {
      id: 'external',
    });
    expect(() => new AdapterRegistry().addServingRuntime(runtime)).toThrow(
      "A module adds a serving runtime 'external', which means that the portal deploys nothing: give it another id",
    );
  });

  it('takes one inference log, and has none of its own', () => {
    const adapters = new AdapterRegistry();
    expect(adapters.inferenceLogStore).toBeUndefined();
    const store = new InMemoryInferenceLogStore();
    adapters.setInferenceLogStore(store);
    expect(() => adapters.setInferenceLogStore(store)).toThrow(
      'Two modules set an inference log store: remove one of them from the backend',
    );
    expect(adapters.inferenceLogStore).toBe(store);
  });
});
