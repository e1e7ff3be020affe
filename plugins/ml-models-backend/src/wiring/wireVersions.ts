import { ScmIntegrations } from '@backstage/integration';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { retrainRows } from '../deployments/retrain/retrainRows';
import { ArtifactStore } from '../versions/artifacts/ArtifactStore';
import { createArtifactRouter } from '../versions/artifacts/createArtifactRouter';
import { readArtifactBytesMax } from '../versions/artifacts/readArtifactBytesMax';
import { BaselineFreezer } from '../versions/BaselineFreezer';
import { createVersionRouter } from '../versions/createVersionRouter';
import { DatabaseVersionRegistry } from '../versions/DatabaseVersionRegistry';
import { ReferenceRedactor } from '../versions/ReferenceRedactor';
import { VersionServing } from '../versions/VersionServing';
import { WiredAccess } from './wireAccess';
import { WiringContext } from './WiringContext';

export interface VersionSeams {
  baselines: BaselineFreezer;
  redactor: ReferenceRedactor;
}

export function wireVersionRegistry(
  { database, now }: WiringContext,
  seams: VersionSeams,
) {
  return new DatabaseVersionRegistry({ ...seams, database, now });
}

/** Where pipelines elsewhere hand over and register, by tokens of their own. */
const PIPELINE_PATHS = [
  operations.registerVersion.path,
  operations.keepArtifact.path,
];

export function wireVersionRoutes(
  context: WiringContext,
  { callers, catalog, registrants }: WiredAccess,
  {
    artifacts,
    ...seams
  }: VersionSeams & { artifacts: ArtifactStore; serving: VersionServing },
) {
  const { adapters, auditor, config, database, httpRouter, logger, now } =
    context;
  // Each route below checks its caller itself.
  for (const path of PIPELINE_PATHS) {
    httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
  }
  httpRouter.use(
    createVersionRouter({
      ...seams,
      auditor,
      catalog,
      database,
      callers,
      integrations: ScmIntegrations.fromConfig(config),
      logger,
      now,
      registrants,
      sourceHosts: adapters.sourceHosts,
      rows: retrainRows,
    }),
  );
  httpRouter.use(
    createArtifactRouter({
      artifacts,
      auditor,
      registrants,
      sizeBytesMax: readArtifactBytesMax(config),
    }),
  );
}
