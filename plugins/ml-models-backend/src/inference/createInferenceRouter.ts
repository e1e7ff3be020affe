import { HttpAuthService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Knex } from 'knex';
import {
  CallerCredentials,
  implementOperation,
} from '../http/implementOperation';
import { modelRefOf } from '../http/pathParameters';
import { streamOperation } from '../http/streamOperation';
import { DeploymentFinder } from './DeploymentFinder';
import { ModelReadAccess } from './ModelReadAccess';
import { countInferences } from './read/countInferences';
import { exportInferences } from './read/exportInferences';
import { findNeighbours } from './read/findNeighbours';
import { getInference } from './read/getInference';
import { groupExceptions } from './read/groupExceptions';
import { SearchedModel, searchInferences } from './read/searchInferences';
import { ModelKeys } from './store/ModelKeys';
import { TrafficHistogram } from './TrafficHistogram';

export interface InferenceRouterOptions {
  httpAuth: HttpAuthService;
  access: ModelReadAccess;
  knex: Knex;
  modelKeys: ModelKeys;
  histogram: TrafficHistogram;
  deployments: DeploymentFinder;
  nowMs(): number;
}

/** No row has it: keys are given out from 1. */
const NO_MODEL = 0;

const CONTENT_TYPES = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};

export function createInferenceRouter(options: InferenceRouterOptions): Router {
  const router = PromiseRouter();
  serveLists(router, options);
  serveExport(router, options);
  serveRecord(router, options);
  return router;
}

function serveLists(router: Router, options: InferenceRouterOptions): void {
  const { httpAuth, knex, histogram, nowMs } = options;
  implementOperation({
    router,
    httpAuth,
    operation: operations.searchInferences,
    handle: async call => {
      const model = await findModel(options, call);
      return model
        ? searchInferences({ knex, model }, call.query)
        : { items: [] };
    },
  });
  implementOperation({
    router,
    httpAuth,
    operation: operations.getInferenceHistogram,
    handle: async call => {
      // Profiles may tell of records of which none is kept any more.
      const modelRef = modelRefOf(call.params);
      const known = await findModel(options, call);
      const model = known ?? { modelRef, modelKey: NO_MODEL };
      return countInferences(
        { knex, model, histogram, nowMs: nowMs() },
        call.query,
      );
    },
  });
  implementOperation({
    router,
    httpAuth,
    operation: operations.listExceptions,
    handle: async call => {
      const model = await findModel(options, call);
      return model
        ? groupExceptions({ knex, model }, call.query)
        : { items: [] };
    },
  });
}

function serveExport(router: Router, options: InferenceRouterOptions): void {
  const { httpAuth, knex, nowMs } = options;
  streamOperation({
    router,
    httpAuth,
    operation: operations.exportInferences,
    handle: async call => {
      // A model that has not reported anything exports a file without records.
      const model = (await findModel(options, call)) ?? {
        modelRef: modelRefOf(call.params),
        modelKey: NO_MODEL,
      };
      const { format } = call.query;
      const day = new Date(nowMs()).toISOString().slice(0, 10);
      return {
        name: `${call.params.name}-inferences-${day}.${format}`,
        contentType: CONTENT_TYPES[format],
        chunks: exportInferences({ knex, model }, call.query),
      };
    },
  });
}

function serveRecord(router: Router, options: InferenceRouterOptions): void {
  const { httpAuth, knex, deployments } = options;
  implementOperation({
    router,
    httpAuth,
    operation: operations.getInference,
    handle: async call => {
      const model = await getModel(options, call);
      const { id, row } = call.params;
      return getInference(
        { knex, model, deployments },
        { inferenceId: id, row },
      );
    },
  });
  implementOperation({
    router,
    httpAuth,
    operation: operations.getInferenceNeighbours,
    handle: async call => {
      const model = await getModel(options, call);
      const { id, row } = call.params;
      return findNeighbours({ knex, model }, { inferenceId: id, row });
    },
  });
}

interface ModelCall {
  params: { namespace: string; name: string };
  credentials: CallerCredentials;
}

/** @throws NotFoundError, also for a model that has not reported anything */
async function getModel(
  options: InferenceRouterOptions,
  call: ModelCall,
): Promise<SearchedModel> {
  const model = await findModel(options, call);
  if (!model) {
    throw new NotFoundError(
      `${modelRefOf(call.params)} has not reported any inference yet`,
    );
  }
  return model;
}

/**
 * @returns undefined for a model that has not reported anything
 * @throws NotFoundError, NotAllowedError as the caller may not read it
 */
async function findModel(
  { access, knex, modelKeys }: InferenceRouterOptions,
  call: ModelCall,
): Promise<SearchedModel | undefined> {
  const modelRef = modelRefOf(call.params);
  await access.assertReadable(call.credentials, modelRef);
  const key = await modelKeys.find(knex, modelRef);
  return key && { modelRef, modelKey: key.modelKey };
}
