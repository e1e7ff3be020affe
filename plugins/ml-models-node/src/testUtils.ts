/** For tests of engines, runtimes and inference logs, and of what uses them. */
export {
  describePipelineEngine,
  type PipelineBehaviour,
  type PipelineEngineHarness,
} from './contracts/describePipelineEngine';
export {
  describeServingRuntime,
  type ServiceAnswer,
  type ServiceBehaviour,
  type ServingRuntimeHarness,
} from './contracts/describeServingRuntime';
export { until } from './contracts/until';
export { aModelReport, aReferenceRow } from './inMemory/aModelReport';
export {
  aFailure,
  aFeedback,
  anInference,
  anInferenceId,
  FLIGHT_DELAY,
  NOON_MS,
} from './inMemory/anInference';
export { InMemoryPipelineEngine } from './inMemory/InMemoryPipelineEngine';
export { InMemoryServingRuntime } from './inMemory/InMemoryServingRuntime';
