/** Extension points and interfaces of the ml-models plugin. */
export type {
  PipelineEngine,
  PipelineRequest,
  PipelineRunOutput,
  PipelineRunRef,
  PipelineRunStatus,
  PipelineStageStatus,
} from './PipelineEngine';
export type {
  ServableVersion,
  ServingRuntime,
  ServedCounts,
  ServedWindow,
  ServingStatus,
  ServingTarget,
  TrafficShare,
  TrafficSplit,
  VersionServingStatus,
} from './ServingRuntime';
export type { PushEvent, SourceHost, SourceHostContext } from './SourceHost';
export {
  mlModelsExtensionPoint,
  type MlModelsExtensionPoint,
} from './mlModelsExtensionPoint';
