/** For tests of engines, runtimes and inference logs, and of what uses them. */
export { describeInferenceLogStore } from './contracts/describeInferenceLogStore';
export {
  describePipelineEngine,
  type PipelineBehaviour,
  type PipelineEngineHarness,
  type PipelineEngineTraits,
} from './contracts/describePipelineEngine';
export { describeServingRuntime } from './contracts/describeServingRuntime';
export {
  type ServiceAnswer,
  type ServiceBehaviour,
  type ServingRuntimeHarness,
} from './contracts/ServingRuntimeHarness';
export { type InferenceLogHarness } from './contracts/inferenceLog/LogUnderTest';
export { until } from './contracts/until';
export { aModel } from './inMemory/aModel';
export { aModelReport, aReferenceRow } from './inMemory/aModelReport';
export {
  aFailure,
  aFeedback,
  anInference,
  anInferenceId,
  FLIGHT_DELAY,
  NOON_MS,
} from './inMemory/inferenceLog/anInference';
export { InMemoryInferenceLogStore } from './inMemory/inferenceLog/InMemoryInferenceLogStore';
export { InMemoryPipelineEngine } from './inMemory/InMemoryPipelineEngine';
export { InMemoryServingRuntime } from './inMemory/InMemoryServingRuntime';
