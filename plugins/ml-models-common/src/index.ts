/** Wire types, entity kind and client of the ml-models plugin. */
export {
  ML_MODEL_API_VERSION,
  ML_MODEL_KIND,
  RELATION_SERVED_BY,
  RELATION_SERVES,
  type MlModelEntityV1alpha1,
  isMlModelEntity,
} from './kind/MlModelEntityV1alpha1';
export { environmentsOf } from './kind/environmentsOf';
export { titleOf } from './kind/titleOf';
export { EXTERNAL_RUNTIME, type Serving, servingOf } from './kind/servingOf';
export {
  DEFAULT_GUARDRAILS,
  MAX_OTHER_DECISIONS,
  type Guardrails,
} from './kind/guardrails';
export {
  DEFAULT_WEIGHTS,
  releaseOf,
  type Release,
  type ReleaseStrategy,
} from './kind/releaseOf';
export { retrainOf, type Retrain, type RetrainGate } from './kind/retrainOf';
export {
  DEFAULT_VERDICT_THRESHOLDS,
  thresholdsOf,
  type VerdictLimits,
  type VerdictThresholds,
} from './kind/thresholdsOf';
export { mlModelSchema } from './kind/mlModelSchema';
export {
  featureTypeSchema,
  type FeatureType,
  signatureInputSchema,
  type SignatureInput,
  signatureOutputSchema,
  type SignatureOutput,
  signatureSchema,
  type Signature,
  evaluationMetricSchema,
  type EvaluationMetric,
  targetSchema,
  type Target,
  artifactDigestSchema,
  modelReportSchema,
  type ModelReport,
  recordedValueSchema,
  type RecordedValue,
  namedValuesSchema,
  type NamedValues,
  referenceRowSchema,
  type ReferenceRow,
  REFERENCE_ROWS_MAX,
} from './repository/modelReport';
export {
  DEPENDENCIES_MAX,
  dependencySchema,
  type Dependency,
  dependencyListSchema,
  dependenciesSchema,
  type Dependencies,
  lockFileSchema,
  type LockFile,
} from './repository/dependencies';
export { type CsvCell, toCsv, toCsvLine } from './csv/toCsv';
export {
  toBatchInferRequest,
  toInferRequest,
} from './repository/toInferRequest';
export {
  PIPELINE_STAGES,
  pipelineStageSchema,
  type PipelineStage,
  pipelineFileSchema,
  type PipelineFile,
} from './repository/pipelineFile';
export {
  INTEGER_MAX,
  instantSchema,
  entityRefSchema,
  modelRefSchema,
  pageOf,
  queriedVersionSchema,
} from './wire/paging';
export {
  commitSchema,
  type Commit,
  versionSchema,
  type Version,
  versionDetailSchema,
  type VersionDetail,
  keptArtifactSchema,
  registerVersionSchema,
  type RegisterVersion,
  repositorySchema,
  type Repository,
  COMMITS_BETWEEN_MAX,
  commitsBetweenSchema,
  type CommitsBetween,
  commitRangeSchema,
  type CommitRange,
} from './wire/versions';
export {
  RECORD_SECTIONS,
  type RecordSection,
  findSection,
  type SectionedName,
} from './wire/recordSections';
export {
  importFormatSchema,
  type ImportFormat,
  columnMappingSchema,
  type ColumnMapping,
  type ParsedColumnMapping,
  importQuerySchema,
  type ImportQuery,
  type ParsedImportQuery,
  importOriginSchema,
  type ImportOrigin,
  tellsFailures,
  importReportSchema,
  type ImportReport,
} from './wire/imports';
export {
  deleteSubjectSchema,
  type DeleteSubject,
  subjectDeletionSchema,
  type SubjectDeletion,
} from './wire/subjects';
export {
  sentListSchema,
  sentRecordSchema,
  type SentRecord,
  sendRecordsSchema,
  sendRecordsQuerySchema,
  type SendRecordsQuery,
  recordRejectionSchema,
  type RecordRejection,
  sentRecordsSchema,
  type SentRecords,
} from './wire/records';
export {
  guardedMeasureSchema,
  type GuardedMeasure,
  guardrailUnitSchema,
  type GuardrailUnit,
  type GuardrailSide,
  comparedGuardrailSchema,
  type ComparedGuardrail,
  answeredOtherwiseSchema,
  type AnsweredOtherwise,
  type AnswerKey,
  canaryComparisonSchema,
  type CanaryComparison,
} from './wire/canaryComparison';
export {
  buildComparisonSchema,
  type BuildComparison,
  type ComparedMeasure,
} from './wire/buildComparison';
export {
  DEPLOYMENT_STATUSES,
  deploymentStatusSchema,
  type DeploymentStatus,
  FINAL_DEPLOYMENT_STATUSES,
  holdSchema,
  isFinalDeploymentStatus,
  waitsForDecision,
  stepStatusSchema,
  type StepStatus,
  deploymentStepSchema,
  type DeploymentStep,
  deploymentTriggerSchema,
  type DeploymentTrigger,
  COMPARE_STEP,
  APPROVE_STEP,
  CANARY_STEP,
  SHADOW_STEP,
  CANARY_BAKES_MAX,
  canaryRulesSchema,
  countTrials,
  isTrialStep,
  leastCanarySeconds,
  trialStepOf,
  type CanaryRules,
  approvalDecisionSchema,
  type ApprovalDecision,
  approvalSchema,
  type Approval,
  type Hold,
  deploymentSummarySchema,
  type DeploymentSummary,
  deploymentQuerySchema,
  type DeploymentQuery,
  deploymentPageSchema,
  type DeploymentPage,
  deploymentSchema,
  type Deployment,
  requestDeploymentSchema,
  type RequestDeployment,
  versionWeightSchema,
  type VersionWeight,
  editTrafficSchema,
  type EditTraffic,
  retireVersionSchema,
  type RetireVersion,
  sumOfWeights,
  decideApprovalSchema,
  type DecideApproval,
  logChunkSchema,
  type LogChunk,
} from './wire/deployments';
export {
  describeWeights,
  isSameSplit,
  largestOf,
} from './traffic/versionWeights';
export {
  failuresOf,
  isAskedFor,
  isInvalidRequest,
  OVERLOAD_STATUSES,
  requestStatusOf,
  type RequestStatus,
  type SearchedStatus,
} from './wire/requestStatus';
export {
  trafficKindSchema,
  type QueriedTraffic,
  type TrafficKind,
  inferenceRecordSchema,
  type InferenceRecord,
  inferenceDetailSchema,
  type InferenceDetail,
  featureComparisonSchema,
  type FeatureComparison,
  inferenceQuerySchema,
  queriedTrafficSchema,
  type InferenceQuery,
  type ParsedInferenceQuery,
  looksIntoRecords,
  inferencePageSchema,
  type InferencePage,
  inferenceHistogramSchema,
  type InferenceHistogram,
  inferenceExportQuerySchema,
  type InferenceExportQuery,
  inferenceNeighboursSchema,
  type InferenceNeighbours,
  exceptionGroupSchema,
  type ExceptionGroup,
  exceptionPageSchema,
  type ExceptionPage,
} from './wire/inference';
export {
  verdictStateSchema,
  type VerdictState,
  verdictSignalSchema,
  type VerdictSignal,
  verdictReasonSchema,
  type VerdictReason,
  verdictSchema,
  type Verdict,
} from './wire/verdict';
export {
  DRIFT_SAMPLES_MIN,
  driftMeasuresSchema,
  type DriftMeasures,
  featureAspectSchema,
  type FeatureAspect,
  featureDriftSchema,
  type FeatureDrift,
} from './wire/drift';
export {
  qualityMeasuresSchema,
  type QualityMeasures,
  profileTotalsSchema,
  type ProfileTotals,
  qualityEstimateSchema,
  type QualityEstimate,
  calibrationBinSchema,
  type CalibrationBin,
  classQualitySchema,
  type ClassQuality,
} from './wire/quality';
export {
  seriesPointSchema,
  type SeriesPoint,
  performanceMarkerSchema,
  type PerformanceMarker,
  markerQuerySchema,
  type MarkerQuery,
  markerListSchema,
  type MarkerList,
  dataQualityFindingSchema,
  type DataQualityFinding,
  performanceQuerySchema,
  type PerformanceQuery,
  performanceComparisonQuerySchema,
  type PerformanceComparisonQuery,
  performanceComparisonSchema,
  type PerformanceComparison,
  performanceSlicesSchema,
  type PerformanceSlices,
  performanceReportSchema,
  type PerformanceReport,
  featureDistributionSchema,
  type FeatureDistribution,
} from './wire/performance';
export {
  findEvaluated,
  QUALITY_METRICS,
  QUALITY_OUTCOMES_MIN,
  RATE_REQUESTS_MIN,
  type QualityMetric,
} from './wire/qualityMetrics';
export {
  completenessGapSchema,
  type CompletenessGap,
  completenessPointSchema,
  type CompletenessPoint,
  versionCompletenessSchema,
  type VersionCompleteness,
  totalCompletenessSchema,
  type TotalCompleteness,
  completenessSchema,
  type Completeness,
} from './wire/completeness';
export {
  servingStateSchema,
  type ServingState,
  trafficShareSchema,
  environmentStatusSchema,
  type EnvironmentStatus,
  modelSummarySchema,
  type ModelSummary,
  isInProduction,
  ON_SHELF_AFTER_DAYS,
  modelListSchema,
  type ModelList,
  modelServingSchema,
  type ModelServing,
  modelStatusSchema,
  type ModelStatus,
} from './wire/models';
export {
  modelAtQuerySchema,
  type ModelAtQuery,
  type PastDeployment,
  type VersionOrigin,
  type PastServedVersion,
  type EnvironmentAt,
  type OwnerAt,
  type AnsweringVersion,
  modelAtSchema,
  type ModelAt,
} from './wire/pointInTime';
export { describeUnknown } from './wire/onlyNamed';
export {
  modelCardSchema,
  type FoundModelCard,
  type ModelCard,
} from './wire/modelCards';
export {
  DELIVERY_WEEKS,
  deliverySchema,
  type Delivery,
  portfolioSchema,
  type Portfolio,
} from './wire/portfolio';
export {
  sampleStateSchema,
  type SampleState,
  sampleStatusSchema,
  type SampleStatus,
} from './wire/sample';
export {
  DEPLOYMENT_CHANNEL,
  deploymentSignalSchema,
  type DeploymentSignal,
} from './wire/signals';
export {
  tokenPurposeSchema,
  type TokenPurpose,
  tokenSchema,
  type Token,
  createTokenSchema,
  type CreateToken,
  createdTokenSchema,
  type CreatedToken,
} from './wire/tokens';
export {
  type PathParameters,
  type Operation,
  operation,
  type OperationInput,
  type OperationResponse,
} from './client/operation';
export { neededPermission } from './client/neededPermission';
export {
  type ModelPermission,
  modelPermissions,
  portalPermissions,
  unregisteredManagePermission,
  environmentsRebuildPermission,
  actionsReadPermission,
  actionsChangePermission,
  recordsReadPermission,
  recordsImportPermission,
  recordsDeletePermission,
  deployPermission,
  deployApprovePermission,
  rollBackPermission,
  trafficEditPermission,
  tokensManagePermission,
  versionsRegisterPermission,
} from './permissions/modelPermissions';
export { isAllowed } from './permissions/isAllowed';
export {
  describePortalRefusal,
  describeRefusal,
} from './permissions/describeRefusal';
export {
  type Rebuild,
  rebuildListSchema,
  type RebuildList,
  type RebuildModel,
  type RebuildModelState,
  rebuildModelStateSchema,
  rebuildSchema,
  type RebuildSummary,
  startRebuildSchema,
  type StartRebuild,
} from './wire/rebuilds';
export {
  type UnregisteredModel,
  unregisteredModelSchema,
  type UnregisteredModelList,
  unregisteredModelListSchema,
  stopUnregisteredModelSchema,
} from './wire/unregistered';
export {
  type CallInput,
  type MlModelsClientOptions,
  MlModelsClient,
  toPathAndQuery,
} from './client/MlModelsClient';
export {
  createGitRepositorySchema,
  type CreateGitRepository,
  createdGitRepositorySchema,
  type CreatedGitRepository,
  type GitRepository,
  gitRepositorySchema,
} from './wire/gitRepositories';
export * as operations from './client/operations';
