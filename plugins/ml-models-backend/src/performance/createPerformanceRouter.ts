import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { CallerAccess } from '../http/CallerAccess';
import { implementOperation } from '../http/implementOperation';
import { modelRefOf } from '../http/pathParameters';
import {
  assertKnownEnvironment,
  KnownEnvironments,
} from './assertKnownEnvironment';
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
  environments: KnownEnvironments;
  redaction: VersionRedaction;
  thresholds: ThresholdSource;
  versions: PerformanceVersions;
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

/** Which versions a model has: answers of zeros would hide that one is mistyped. */
export interface PerformanceVersions {
  /** @throws NotFoundError for one that is neither registered nor seen in records */
  assertVersion(modelRef: string, version: number): Promise<void>;
}

/** What each of the routes is asked for. */
interface Asked {
  params: { namespace: string; name: string };
  query: { environment?: string; version?: number; againstVersion?: number };
  credentials: BackstageCredentials;
}

export function createPerformanceRouter(
  options: PerformanceRouterOptions,
): Router {
  const router = PromiseRouter();
  const { access, callers, environments, knex, nowMs } = options;
  const { redaction, thresholds, versions } = options;
  const findModel = async ({ params, query, credentials }: Asked) => {
    const modelRef = modelRefOf(params);
    await access.assertReadable(credentials, modelRef);
    const { environment, version, againstVersion } = query;
    await assertKnownEnvironment(environments, modelRef, environment);
    for (const asked of [version, againstVersion]) {
      if (asked !== undefined) await versions.assertVersion(modelRef, asked);
    }
    return modelRef;
  };
  const findLimits = async (modelRef: string) => {
    const found = await thresholds.findThresholds(modelRef);
    return found && driftLimitsOf(found);
  };
  implementOperation({
    router,
    callers,
    operation: operations.getPerformance,
    handle: async asked => {
      const modelRef = await findModel(asked);
      const limits = await findLimits(modelRef);
      return getPerformance(options, modelRef, asked.query, nowMs(), limits);
    },
  });
  implementOperation({
    router,
    callers,
    operation: operations.comparePerformance,
    handle: async asked => {
      const modelRef = await findModel(asked);
      const limits = await findLimits(modelRef);
      const compared = { knex, redaction, nowMs: nowMs(), limits };
      return comparePerformance(compared, modelRef, asked.query);
    },
  });
  implementOperation({
    router,
    callers,
    operation: operations.getSlices,
    handle: async asked => {
      const modelRef = await findModel(asked);
      const limits = await findLimits(modelRef);
      return getSlices(knex, modelRef, asked.query, nowMs(), limits?.redact);
    },
  });
  implementOperation({
    router,
    callers,
    operation: operations.getFeatureDistribution,
    handle: async asked => {
      const modelRef = await findModel(asked);
      return getFeatureDistribution(
        knex,
        modelRef,
        asked.params.feature,
        asked.query,
        nowMs(),
        await findLimits(modelRef),
      );
    },
  });
  implementOperation({
    router,
    callers,
    operation: operations.listMarkers,
    handle: async asked => {
      const modelRef = await findModel(asked);
      return listMarkers(options, modelRef, asked.query, nowMs());
    },
  });
  implementOperation({
    router,
    callers,
    operation: operations.getCompleteness,
    handle: async asked => {
      const modelRef = await findModel(asked);
      return getCompleteness(knex, modelRef, asked.query, nowMs());
    },
  });
  return router;
}
