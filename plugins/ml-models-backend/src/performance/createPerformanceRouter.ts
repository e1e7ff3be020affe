import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CallerAccess } from '../http/CallerAccess';
import { implementOperation } from '../http/implementOperation';
import { modelRefOf } from '../http/pathParameters';
import { getCompleteness } from './completeness/getCompleteness';
import { driftLimitsOf } from './drift/driftLimits';
import { comparePerformance } from './read/comparePerformance';
import { getFeatureDistribution } from './read/getFeatureDistribution';
import { getSlices } from './read/getSlices';
import { getPerformance, GetPerformanceOptions } from './read/getPerformance';
import { listMarkers } from './read/listMarkers';
import { VersionRedaction } from './read/VersionRedaction';
import { ThresholdSource } from './verdict/judgeModels';

export interface PerformanceRouterOptions extends GetPerformanceOptions {
  callers: CallerAccess;
  access: PerformanceAccess;
  redaction: VersionRedaction;
  thresholds: ThresholdSource;
  nowMs(): number;
}

/** Whether a caller may read how a model does. */
export interface PerformanceAccess {
  /** @throws NotFoundError, NotAllowedError */
  assertReadable(
    credentials: BackstageCredentials,
    modelRef: string,
  ): Promise<void>;
}

export function createPerformanceRouter(
  options: PerformanceRouterOptions,
): Router {
  const router = PromiseRouter();
  const { callers, access, knex, nowMs, redaction, thresholds } = options;
  const findLimits = async (modelRef: string) => {
    const found = await thresholds.findThresholds(modelRef);
    return found && driftLimitsOf(found);
  };
  implementOperation({
    router,
    callers,
    operation: operations.getPerformance,
    handle: async ({ params, query, credentials }) => {
      const modelRef = modelRefOf(params);
      await access.assertReadable(credentials, modelRef);
      const limits = await findLimits(modelRef);
      return getPerformance(options, modelRef, query, nowMs(), limits);
    },
  });
  implementOperation({
    router,
    callers,
    operation: operations.comparePerformance,
    handle: async ({ params, query, credentials }) => {
      const modelRef = modelRefOf(params);
      await access.assertReadable(credentials, modelRef);
      const limits = await findLimits(modelRef);
      const compared = { knex, redaction, nowMs: nowMs(), limits };
      return comparePerformance(compared, modelRef, query);
    },
  });
  implementOperation({
    router,
    callers,
    operation: operations.getSlices,
    handle: async ({ params, query, credentials }) => {
      const modelRef = modelRefOf(params);
      await access.assertReadable(credentials, modelRef);
      const limits = await findLimits(modelRef);
      return getSlices(knex, modelRef, query, nowMs(), limits?.redact);
    },
  });
  implementOperation({
    router,
    callers,
    operation: operations.getFeatureDistribution,
    handle: async ({ params, query, credentials }) => {
      const modelRef = modelRefOf(params);
      await access.assertReadable(credentials, modelRef);
      return getFeatureDistribution(
        knex,
        modelRef,
        params.feature,
        query,
        nowMs(),
        await findLimits(modelRef),
      );
    },
  });
  implementOperation({
    router,
    callers,
    operation: operations.listMarkers,
    handle: async ({ params, query, credentials }) => {
      const modelRef = modelRefOf(params);
      await access.assertReadable(credentials, modelRef);
      return listMarkers(options, modelRef, query, nowMs());
    },
  });
  implementOperation({
    router,
    callers,
    operation: operations.getCompleteness,
    handle: async ({ params, query, credentials }) => {
      const modelRef = modelRefOf(params);
      await access.assertReadable(credentials, modelRef);
      return getCompleteness(knex, modelRef, query, nowMs());
    },
  });
  return router;
}
