import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  InferenceLogStore,
  RecordKey,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CallerAccess, CallerCredentials } from '../http/CallerAccess';
import { implementOperation } from '../http/implementOperation';
import { modelRefOf } from '../http/pathParameters';
import { streamOperation } from '../http/streamOperation';
import { DeclaredValues } from './DeclaredValues';
import { DeploymentFinder } from './DeploymentFinder';
import { ModelPolicySource } from './ModelPolicySource';
import { ModelReadAccess } from './ModelReadAccess';
import { countInferences } from './read/countInferences';
import { exportInferences } from './read/exportInferences';
import { getInference, noSuchRecord } from './read/getInference';
import { TrafficHistogram } from './TrafficHistogram';

export interface InferenceRouterOptions {
  callers: CallerAccess;
  access: ModelReadAccess;
  store: InferenceLogStore;
  histogram: TrafficHistogram;
  deployments: DeploymentFinder;
  declared: DeclaredValues;
  policies: ModelPolicySource;
  nowMs(): number;
}

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
  const { callers, store, histogram, nowMs } = options;
  implementOperation({
    router,
    callers,
    operation: operations.searchInferences,
    handle: async call =>
      store.search(await getModelRef(options, call), call.query),
  });
  implementOperation({
    router,
    callers,
    operation: operations.getInferenceHistogram,
    handle: async call => {
      const modelRef = await getModelRef(options, call);
      return countInferences(
        { store, modelRef, histogram, nowMs: nowMs() },
        call.query,
      );
    },
  });
  implementOperation({
    router,
    callers,
    operation: operations.listExceptions,
    handle: async call =>
      store.groupExceptions(await getModelRef(options, call), call.query),
  });
}

function serveExport(router: Router, options: InferenceRouterOptions): void {
  const { callers, declared, store, nowMs } = options;
  streamOperation({
    router,
    callers,
    operation: operations.exportInferences,
    handle: async call => {
      const modelRef = await getModelRef(options, call);
      const { format } = call.query;
      const day = new Date(nowMs()).toISOString().slice(0, 10);
      return {
        name: `${call.params.name}-inferences-${day}.${format}`,
        contentType: CONTENT_TYPES[format],
        chunks: exportInferences({ declared, store, modelRef }, call.query),
      };
    },
  });
}

function serveRecord(router: Router, options: InferenceRouterOptions): void {
  const { callers, store } = options;
  implementOperation({
    router,
    callers,
    operation: operations.getInference,
    handle: async call => {
      const modelRef = await getModelRef(options, call);
      return getInference(options, modelRef, keyOf(call));
    },
  });
  implementOperation({
    router,
    callers,
    operation: operations.getInferenceNeighbours,
    handle: async call => {
      const modelRef = await getModelRef(options, call);
      const key = keyOf(call);
      const neighbours = await store.findNeighbours(modelRef, key);
      if (!neighbours) {
        throw noSuchRecord(modelRef, key);
      }
      return neighbours;
    },
  });
}

function keyOf({ params }: { params: { id: string; row: number } }): RecordKey {
  return {
    inferenceId: params.id.toLocaleLowerCase('en-US'),
    row: params.row,
  };
}

/** @throws NotFoundError, NotAllowedError as the caller may not read the model */
async function getModelRef(
  { access }: InferenceRouterOptions,
  call: {
    params: { namespace: string; name: string };
    credentials: CallerCredentials;
  },
): Promise<string> {
  const modelRef = modelRefOf(call.params);
  await access.assertReadable(call.credentials, modelRef);
  return modelRef;
}
