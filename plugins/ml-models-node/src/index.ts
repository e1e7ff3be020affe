/** Extension points and interfaces of the ml-models plugin. */
export type {
  DeploymentMirror,
  MirroredDeployment,
  MirroredState,
  ShownDeployment,
} from './DeploymentMirror';
export type {
  PipelineEngine,
  PipelineRequest,
  PipelineRunOutput,
  PipelineRunRef,
  PipelineRunStatus,
  PipelineStageStatus,
} from './PipelineEngine';
export type {
  PipelineIdentity,
  PipelineIdentityVerifier,
} from './PipelineIdentity';
export type {
  HandedArtifact,
  ReplacementStatus,
  ServableVersion,
  ServingRuntime,
  ServedCounts,
  ServedWindow,
  ServingStatus,
  ServingTarget,
  TrafficShare,
  TrafficSplit,
  VersionInstance,
  VersionReplacements,
  VersionServingStatus,
} from './ServingRuntime';
export { describeMissedGate } from './describeMissedGate';
export { findFirstErrorLine } from './findFirstErrorLine';
export {
  CATALOG_FILE,
  describeCatalogFileProblems,
} from './validation/describeCatalogFileProblems';
export {
  findCatalogFileProblems,
  type CatalogFile,
} from './validation/findCatalogFileProblems';
export { findModelProblems } from './validation/findModelProblems';
export {
  parseRetrainSchedule,
  type RetrainSchedule,
} from './retrain/parseRetrainSchedule';
export { isMeantAsModel } from './validation/isMeantAsModel';
export { parseYaml } from './yaml/parseYaml';
export { findYamlKeyProblem } from './yaml/yamlKeys';
export { findYamlSizeProblem, YAML_BYTES_MAX } from './yaml/yamlSize';
export type { PushEvent, SourceHost, SourceHostContext } from './SourceHost';
export type {
  Feedback,
  Inference,
  InferenceBatch,
  InferenceException,
  RecordKey,
} from './inference/Inference';
export type {
  CountedBucket,
  CountQuery,
  ExpiryOptions,
  FirstRecordsQuery,
  FoundPairs,
  InferenceCounts,
  InferenceFilter,
  InferenceLogStore,
  InferenceSubject,
  PairedRecord,
  PairQuery,
  RecordPair,
  StoredInference,
  SubjectCounts,
  SubjectQuery,
  WrittenBatch,
} from './inference/InferenceLogStore';
export { isFromModel } from './inference/isFromModel';
export {
  MESSAGE_PATTERN_LENGTH,
  messagePatternOf,
} from './inference/messagePatternOf';
export type {
  InferenceProfiler,
  InferenceSums,
  OutcomeChange,
  OutcomePlace,
  ProfilingSession,
} from './inference/InferenceProfiler';
export {
  mlModelsExtensionPoint,
  type MlModelsExtensionPoint,
} from './mlModelsExtensionPoint';
