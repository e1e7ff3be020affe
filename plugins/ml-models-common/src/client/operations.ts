import { z } from 'zod';
import {
  deployApprovePermission,
  deployPermission,
  environmentsRebuildPermission,
  recordsDeletePermission,
  recordsImportPermission,
  recordsReadPermission,
  rollBackPermission,
  tokensManagePermission,
  trafficEditPermission,
  unregisteredManagePermission,
  versionsRegisterPermission,
} from '../permissions/modelPermissions';
import { completenessSchema } from '../wire/completeness';
import {
  decideApprovalSchema,
  deploymentPageSchema,
  deploymentQuerySchema,
  deploymentSchema,
  editTrafficSchema,
  logChunkSchema,
  requestDeploymentSchema,
  retireVersionSchema,
} from '../wire/deployments';
import {
  exceptionPageSchema,
  inferenceDetailSchema,
  inferenceExportQuerySchema,
  inferenceHistogramSchema,
  inferenceNeighboursSchema,
  inferencePageSchema,
  inferenceQuerySchema,
  inferenceRecordSchema,
  looksIntoRecords,
} from '../wire/inference';
import {
  createdGitRepositorySchema,
  createGitRepositorySchema,
  gitRepositorySchema,
} from '../wire/gitRepositories';
import { modelCardSchema } from '../wire/modelCards';
import { importQuerySchema, importReportSchema } from '../wire/imports';
import { modelListSchema, modelStatusSchema } from '../wire/models';
import { INTEGER_MAX, pageOf } from '../wire/paging';
import {
  markerListSchema,
  markerQuerySchema,
  featureDistributionSchema,
  performanceComparisonQuerySchema,
  performanceComparisonSchema,
  performanceQuerySchema,
  performanceReportSchema,
  performanceSlicesSchema,
} from '../wire/performance';
import { modelAtQuerySchema, modelAtSchema } from '../wire/pointInTime';
import { portfolioSchema } from '../wire/portfolio';
import {
  rebuildListSchema,
  rebuildSchema,
  startRebuildSchema,
} from '../wire/rebuilds';
import {
  sendRecordsQuerySchema,
  sendRecordsSchema,
  sentRecordsSchema,
} from '../wire/records';
import { sampleStatusSchema } from '../wire/sample';
import { deleteSubjectSchema, subjectDeletionSchema } from '../wire/subjects';
import {
  createdTokenSchema,
  createTokenSchema,
  tokenSchema,
} from '../wire/tokens';
import {
  stopUnregisteredModelSchema,
  unregisteredModelListSchema,
} from '../wire/unregistered';
import {
  commitRangeSchema,
  keptArtifactSchema,
  registerVersionSchema,
  repositorySchema,
  versionDetailSchema,
  versionSchema,
} from '../wire/versions';
import { operation } from './operation';

export const listModels = operation({
  id: 'listModels',
  method: 'get',
  path: '/models',
  summary: 'All models the caller may see, what needs attention first',
  permission: null,
  response: modelListSchema,
});

export const getModelStatus = operation({
  id: 'getModelStatus',
  method: 'get',
  path: '/models/:namespace/:name',
  summary: 'What each environment of a model runs, and how well',
  permission: null,
  response: modelStatusSchema,
});

export const getModelAt = operation({
  id: 'getModelAt',
  method: 'get',
  path: '/models/:namespace/:name/at',
  summary:
    'Who owned a model at a moment, and what served: from what, deployed and approved by whom',
  permission: null,
  permissionWhen: {
    permission: recordsReadPermission,
    applies: ({ query }) => query.inference !== undefined,
  },
  query: modelAtQuerySchema,
  response: modelAtSchema,
});

export const getRepository = operation({
  id: 'getRepository',
  method: 'get',
  path: '/models/:namespace/:name/repository',
  summary: 'Where the code is, and its newest commits',
  permission: null,
  response: repositorySchema,
});

export const getModelCard = operation({
  id: 'getModelCard',
  method: 'get',
  path: '/models/:namespace/:name/model-card',
  summary: 'What a model is for, as its repository says',
  permission: null,
  response: modelCardSchema,
});

export const listVersions = operation({
  id: 'listVersions',
  method: 'get',
  path: '/models/:namespace/:name/versions',
  summary: 'Versions of a model, newest first',
  permission: null,
  query: z.object({
    cursor: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  response: pageOf(versionSchema),
});

export const getVersion = operation({
  id: 'getVersion',
  method: 'get',
  path: '/models/:namespace/:name/versions/:version',
  summary: 'One version with its report and signature',
  permission: null,
  response: versionDetailSchema,
});

export const getCommitRange = operation({
  id: 'getCommitRange',
  method: 'get',
  path: '/models/:namespace/:name/versions/:version/commits',
  summary: 'What was committed from another version to this one',
  permission: null,
  query: z.object({
    /** Number of the other version. */
    since: z.coerce.number().int().positive().max(INTEGER_MAX),
  }),
  response: commitRangeSchema,
});

export const registerVersion = operation({
  id: 'registerVersion',
  method: 'post',
  path: '/models/:namespace/:name/versions',
  summary: 'Register a version that a pipeline has built',
  permission: versionsRegisterPermission,
  tokens: { purpose: 'register', only: false },
  body: registerVersionSchema,
  response: versionSchema,
});

/** The body is the archive. */
export const keepArtifact = operation({
  id: 'keepArtifact',
  method: 'put',
  path: '/models/:namespace/:name/artifacts/:digest',
  summary:
    'Hand over what a pipeline has packaged, so that a version of it can be registered and served',
  permission: versionsRegisterPermission,
  tokens: { purpose: 'register', only: false },
  bodyTypes: ['application/gzip', 'application/octet-stream'],
  body: z.unknown(),
  response: keptArtifactSchema,
});

export const listDeployments = operation({
  id: 'listDeployments',
  method: 'get',
  path: '/models/:namespace/:name/deployments',
  summary: 'Deployments of a model, newest first',
  permission: null,
  query: deploymentQuerySchema,
  response: deploymentPageSchema,
});

export const requestDeployment = operation({
  id: 'requestDeployment',
  method: 'post',
  path: '/models/:namespace/:name/deployments',
  summary:
    'Put a version, or a commit to be built, into an environment; retrain, rebuild or stop what serves there',
  permission: deployPermission,
  permissionWhen: {
    permission: rollBackPermission,
    applies: ({ body }) => body.trigger === 'rollback',
  },
  body: requestDeploymentSchema,
  response: deploymentSchema,
});

export const editTraffic = operation({
  id: 'editTraffic',
  method: 'post',
  path: '/models/:namespace/:name/traffic',
  summary:
    'Share the requests of an environment out among versions once live there',
  permission: trafficEditPermission,
  body: editTrafficSchema,
  response: deploymentSchema,
});

export const retireVersion = operation({
  id: 'retireVersion',
  method: 'post',
  path: '/models/:namespace/:name/versions/:version/retire',
  summary: 'End a version that runs in an environment without requests',
  permission: deployPermission,
  body: retireVersionSchema,
  response: deploymentSchema,
});

export const getDeployment = operation({
  id: 'getDeployment',
  method: 'get',
  path: '/deployments/:id',
  summary: 'One deployment with its steps',
  permission: null,
  response: deploymentSchema,
});

export const cancelDeployment = operation({
  id: 'cancelDeployment',
  method: 'post',
  path: '/deployments/:id/cancel',
  summary: 'Stop a deployment that is queued or under way',
  permission: deployPermission,
  response: deploymentSchema,
});

export const decideApproval = operation({
  id: 'decideApproval',
  method: 'post',
  path: '/models/:namespace/:name/deployments/:id/approval',
  summary: 'Approve or reject a deployment that waits for it; never one’s own',
  permission: deployApprovePermission,
  body: decideApprovalSchema,
  response: deploymentSchema,
});

export const decideHold = operation({
  id: 'decideHold',
  method: 'post',
  path: '/models/:namespace/:name/deployments/:id/hold',
  summary:
    'Release a deployment whose canary is held, or put it back; never one’s own',
  permission: deployApprovePermission,
  body: decideApprovalSchema,
  response: deploymentSchema,
});

export const retryDeployment = operation({
  id: 'retryDeployment',
  method: 'post',
  path: '/deployments/:id/retry',
  summary: 'Go on where a deployment failed; again, it is the same retry',
  permission: deployPermission,
  response: deploymentSchema,
});

export const listUnregisteredModels = operation({
  id: 'listUnregisteredModels',
  method: 'get',
  path: '/unregistered-models',
  summary: 'Models that serve and are not in the catalog',
  permission: unregisteredManagePermission,
  response: unregisteredModelListSchema,
});

export const stopUnregisteredModel = operation({
  id: 'stopUnregisteredModel',
  method: 'post',
  path: '/unregistered-models/:namespace/:name/stop',
  summary: 'Stop what serves of a model that is not in the catalog',
  permission: unregisteredManagePermission,
  body: stopUnregisteredModelSchema,
  response: deploymentSchema,
});

export const listRebuilds = operation({
  id: 'listRebuilds',
  method: 'get',
  path: '/rebuilds',
  summary: 'Where models serve, and the newest rebuilds of environments',
  permission: environmentsRebuildPermission,
  response: rebuildListSchema,
});

export const startRebuild = operation({
  id: 'startRebuild',
  method: 'post',
  path: '/rebuilds',
  summary: 'Make everything anew that serves in an environment',
  permission: environmentsRebuildPermission,
  body: startRebuildSchema,
  response: rebuildSchema,
});

export const getRebuild = operation({
  id: 'getRebuild',
  method: 'get',
  path: '/rebuilds/:id',
  summary: 'How far the rebuild of an environment is, model by model',
  permission: environmentsRebuildPermission,
  response: rebuildSchema,
});

export const cancelRebuild = operation({
  id: 'cancelRebuild',
  method: 'post',
  path: '/rebuilds/:id/cancel',
  summary: 'Start no more models of a rebuild, and give up those under way',
  permission: environmentsRebuildPermission,
  response: rebuildSchema,
});

export const readStepLog = operation({
  id: 'readStepLog',
  method: 'get',
  path: '/deployments/:id/steps/:step/log',
  summary: 'The log of one step from a byte offset on',
  permission: null,
  query: z.object({ from: z.coerce.number().int().nonnegative().default(0) }),
  response: logChunkSchema,
});

export const sendRecords = operation({
  id: 'sendRecords',
  method: 'post',
  path: '/records',
  summary: 'Inference records and feedback, as plain JSON',
  permission: null,
  tokens: { purpose: 'ingest', only: true },
  query: sendRecordsQuerySchema,
  bodyTypes: ['application/json', 'application/x-ndjson'],
  body: sendRecordsSchema,
  response: sentRecordsSchema,
});

/** The body is the file; a table is CSV or Parquet by its media type. */
export const importRecords = operation({
  id: 'importRecords',
  method: 'post',
  path: '/models/:namespace/:name/imports',
  summary: 'Import a log of elsewhere; again, without doubling anything',
  permission: recordsImportPermission,
  tokens: { purpose: 'ingest', only: false },
  query: importQuerySchema,
  bodyTypes: [
    'application/x-ndjson',
    'text/csv',
    'application/vnd.apache.parquet',
  ],
  body: z.unknown(),
  response: importReportSchema,
});

/** `features` travels as JSON in one query parameter. */
export const searchInferences = operation({
  id: 'searchInferences',
  method: 'get',
  path: '/models/:namespace/:name/inferences',
  summary: 'Inference records, newest first',
  permission: recordsReadPermission,
  query: inferenceQuerySchema,
  response: inferencePageSchema,
});

export const getInferenceHistogram = operation({
  id: 'getInferenceHistogram',
  method: 'get',
  path: '/models/:namespace/:name/inferences/histogram',
  summary: 'Records over time, from profiles',
  permission: null,
  // Whoever counts by what a record holds can guess what it holds.
  permissionWhen: {
    permission: recordsReadPermission,
    applies: ({ query }) => looksIntoRecords(query),
  },
  query: inferenceQuerySchema,
  response: inferenceHistogramSchema,
});

export const listExceptions = operation({
  id: 'listExceptions',
  method: 'get',
  path: '/models/:namespace/:name/inferences/exceptions',
  summary: 'Failed predictions grouped by type and place',
  permission: recordsReadPermission,
  query: inferenceQuerySchema,
  response: exceptionPageSchema,
});

/** Streamed while it is read; `features` travels as in a search. */
export const exportInferences = operation({
  id: 'exportInferences',
  method: 'get',
  path: '/models/:namespace/:name/inferences/export',
  summary: 'All inference records of a search as a file, newest first',
  permission: recordsReadPermission,
  query: inferenceExportQuerySchema,
  response: inferenceRecordSchema,
  streams: ['application/x-ndjson', 'text/csv'],
});

export const getInference = operation({
  id: 'getInference',
  method: 'get',
  path: '/models/:namespace/:name/inferences/:id/:row',
  summary: 'One record in full',
  permission: recordsReadPermission,
  response: inferenceDetailSchema,
});

export const getInferenceNeighbours = operation({
  id: 'getInferenceNeighbours',
  method: 'get',
  path: '/models/:namespace/:name/inferences/:id/:row/neighbours',
  summary: 'What the model answered just before and after, and with it',
  permission: recordsReadPermission,
  response: inferenceNeighboursSchema,
});

export const deleteSubject = operation({
  id: 'deleteSubject',
  method: 'post',
  path: '/models/:namespace/:name/subject-deletions',
  summary:
    "Delete one subject's records for ever, or count them; profiles stay",
  permission: recordsDeletePermission,
  body: deleteSubjectSchema,
  response: subjectDeletionSchema,
});

export const getPerformance = operation({
  id: 'getPerformance',
  method: 'get',
  path: '/models/:namespace/:name/performance',
  summary: 'Traffic, latency, errors, quality and drift over a range',
  permission: null,
  query: performanceQuerySchema,
  response: performanceReportSchema,
});

export const comparePerformance = operation({
  id: 'comparePerformance',
  method: 'get',
  path: '/models/:namespace/:name/performance/comparison',
  summary:
    'A version over a range against its baseline, another version, or the stretch before',
  permission: null,
  query: performanceComparisonQuerySchema,
  response: performanceComparisonSchema,
});

export const getSlices = operation({
  id: 'getSlices',
  method: 'get',
  path: '/models/:namespace/:name/performance/slices',
  summary: 'Traffic, latency and quality by values of chosen inputs',
  permission: null,
  query: performanceQuerySchema,
  response: performanceSlicesSchema,
});

export const getFeatureDistribution = operation({
  id: 'getFeatureDistribution',
  method: 'get',
  path: '/models/:namespace/:name/performance/features/:feature',
  summary: 'One feature over its baseline, bin by bin',
  permission: null,
  query: performanceQuerySchema,
  response: featureDistributionSchema,
});

export const listMarkers = operation({
  id: 'listMarkers',
  method: 'get',
  path: '/models/:namespace/:name/markers',
  summary: 'Deployments and changes of verdict over a range',
  permission: null,
  query: markerQuerySchema,
  response: markerListSchema,
});

export const getCompleteness = operation({
  id: 'getCompleteness',
  method: 'get',
  path: '/models/:namespace/:name/completeness',
  summary: 'Whether all predictions of a range were recorded, with the gaps',
  permission: null,
  query: performanceQuerySchema,
  response: completenessSchema,
});

export const getPortfolio = operation({
  id: 'getPortfolio',
  method: 'get',
  path: '/portfolio',
  summary: 'Ownership, shelf age and delivery across models',
  permission: null,
  response: portfolioSchema,
});

/** 404 where no sample was asked for. */
export const getSampleStatus = operation({
  id: 'getSampleStatus',
  method: 'get',
  path: '/sample',
  summary: 'How far the sample model has come',
  permission: null,
  response: sampleStatusSchema,
});

export const listTokens = operation({
  id: 'listTokens',
  method: 'get',
  path: '/models/:namespace/:name/tokens',
  summary: 'Tokens good for a model, without their secrets',
  permission: null,
  response: pageOf(tokenSchema),
});

export const createToken = operation({
  id: 'createToken',
  method: 'post',
  path: '/models/:namespace/:name/tokens',
  summary: 'Make a token; the answer is the only one to show its secret',
  permission: tokensManagePermission,
  body: createTokenSchema,
  response: createdTokenSchema,
});

export const revokeToken = operation({
  id: 'revokeToken',
  method: 'delete',
  path: '/models/:namespace/:name/tokens/:id',
  summary: 'Revoke a token at once and for ever',
  permission: tokensManagePermission,
  response: tokenSchema,
});

/** Served where a module hosts repositories; 404 elsewhere. */
export const createGitRepository = operation({
  id: 'createGitRepository',
  method: 'post',
  path: '/git-repositories',
  summary: 'Make an empty repository and a token for its first push',
  permission: null,
  body: createGitRepositorySchema,
  response: createdGitRepositorySchema,
});

/** Served where a module hosts repositories; 404 elsewhere, as for none of that name. */
export const getGitRepository = operation({
  id: 'getGitRepository',
  method: 'get',
  path: '/git-repositories/:owner/:name',
  summary: 'Where a repository is, and whether its name can still be had',
  permission: null,
  response: gitRepositorySchema,
});
