import {
  AnsweringVersion,
  EnvironmentAt,
  environmentsOf,
  MlModelEntityV1alpha1,
  ModelAt,
  ModelAtQuery,
  VersionOrigin,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  InferenceLogStore,
  StoredInference,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { modelRefOfEntity } from '../catalog/ModelCatalog';
import { findMoment, servedAt } from './findMoment';
import { OwnerHistory } from './OwnerHistory';
import { PastEnvironment, ServingHistory } from './ServingHistory';
import { VersionOrigins } from './VersionOrigins';

export interface ModelAtOptions {
  owners: OwnerHistory;
  records: Pick<InferenceLogStore, 'findRecord'>;
  serving: ServingHistory;
  versions: VersionOrigins;
  now: () => Date;
}

/**
 * @returns who owned a model at a moment, and what served
 * @throws InputError for a moment that is still to come, NotFoundError for that of
 *   an inference that cannot be told
 */
export async function getModelAt(
  model: MlModelEntityV1alpha1,
  query: ModelAtQuery,
  options: ModelAtOptions,
): Promise<ModelAt> {
  const { owners, serving, versions } = options;
  const modelRef = modelRefOfEntity(model);
  const { at, record } = await findMoment(modelRef, query, options);
  const past = inOrder(
    environmentsOf(model),
    await serving.listAt(modelRef, at),
  );
  const origins = await versions.find(modelRef, [
    ...past.flatMap(({ shares }) => shares.map(({ version }) => version)),
    ...(record ? [record.version] : []),
  ]);
  const firstSeen = await versions.findFirstSeen(modelRef);
  return {
    modelRef,
    time: at.toISOString(),
    knownSince: firstSeen?.toISOString(),
    ...(await owners.findAt(modelRef, at)),
    environments: past.map(environment => toEnvironment(environment, origins)),
    answeredBy: record && (await toAnswering(record, origins, options)),
  };
}

/** @returns those that the model names, in its order, then the others */
function inOrder(
  declared: readonly string[],
  past: readonly PastEnvironment[],
): PastEnvironment[] {
  return [
    ...declared.map(
      name =>
        past.find(environment => environment.name === name) ?? {
          name,
          shares: [],
        },
    ),
    ...past.filter(({ name }) => !declared.includes(name)),
  ];
}

function toEnvironment(
  { shares, ...environment }: PastEnvironment,
  origins: ReadonlyMap<number, VersionOrigin>,
): EnvironmentAt {
  return {
    ...environment,
    versions: shares.map(share => ({
      ...origins.get(share.version),
      ...share,
    })),
  };
}

async function toAnswering(
  record: StoredInference,
  origins: ReadonlyMap<number, VersionOrigin>,
  { serving }: ModelAtOptions,
): Promise<AnsweringVersion> {
  const { environment, modelRef, traffic, version } = record;
  const at = servedAt(record);
  return {
    ...origins.get(version),
    version,
    environment,
    traffic,
    deployment: await serving.findDeployment({
      modelRef,
      environment,
      traffic,
      version,
      at,
    }),
  };
}
