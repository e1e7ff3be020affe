import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import {
  environmentsOf,
  MlModelEntityV1alpha1,
  ModelSummary,
  titleOf,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ModelCatalog, modelRefOfEntity } from '../catalog/ModelCatalog';
import type { ModelLister } from '../portfolio/ModelLister';
import { byAttention } from './byAttention';
import { DeployedModel, ModelDeployments } from './ModelDeployments';
import { ModelTelemetry, ModelTelemetrySummary } from './ModelTelemetry';
import { ModelVersions } from './ModelVersions';
import { ownerOf, systemOf } from '../catalog/ownerOf';
import { shelfOf } from './shelfOf';
import { verdictOf } from './verdictOf';

export interface ModelDirectoryOptions {
  catalog: ModelCatalog;
  versions: ModelVersions;
  deployments: ModelDeployments;
  telemetry: ModelTelemetry;
  now: () => Date;
}

/** What is known of a model besides its entity. */
interface ModelFacts {
  newestVersion?: number;
  deployed?: DeployedModel;
  telemetry?: ModelTelemetrySummary;
  owner?: Entity;
  firstSeenAt: Date;
  now: Date;
}

/** All models with what matters of each; the number of queries does not grow with them. */
export class ModelDirectory implements ModelLister {
  constructor(private readonly options: ModelDirectoryOptions) {}

  /** @returns what needs attention first, then by title */
  async list(credentials: BackstageCredentials): Promise<ModelSummary[]> {
    const { catalog, versions, deployments, telemetry } = this.options;
    const now = this.options.now();
    const models = await catalog.listModels(credentials);
    const refs = models.map(modelRefOfEntity);
    const [newest, deployed, told, owners, firstSeen] = await Promise.all([
      versions.findNewest(refs),
      deployments.summarise(refs, now),
      telemetry.summarise(refs, now),
      catalog.findEntities([...new Set(models.map(ownerOf))]),
      versions.noteFirstSeen(refs, now),
    ]);
    return models
      .map((model, index) =>
        toSummary(model, {
          newestVersion: newest.get(refs[index]),
          deployed: deployed.get(refs[index]),
          telemetry: told.get(refs[index]),
          owner: owners.get(ownerOf(model)),
          firstSeenAt: firstSeen.get(refs[index]) ?? now,
          now,
        }),
      )
      .sort(byAttention);
  }
}

/** One per day, as many as the list shows. */
const NO_REQUESTS = [0, 0, 0, 0, 0, 0, 0];

function toSummary(
  model: MlModelEntityV1alpha1,
  facts: ModelFacts,
): ModelSummary {
  const { deployed, telemetry, owner, now } = facts;
  const { metadata, spec } = model;
  const environments = environmentsOf(model);
  const production = environments[environments.length - 1];
  return {
    modelRef: modelRefOfEntity(model),
    title: metadata.title ?? metadata.name,
    description: metadata.description,
    task: spec.task,
    lifecycle: spec.lifecycle,
    type: spec.type ?? 'service',
    riskTier: spec.riskTier,
    owner: ownerOf(model),
    ownerTitle: owner && titleOf(owner),
    ownerExists: owner !== undefined,
    system: systemOf(model),
    tags: metadata.tags ?? [],
    environments: environments.map(name => ({
      name,
      liveVersion: deployed?.live.get(name),
      activeDeployment: deployed?.active.get(name),
    })),
    latestVersion: facts.newestVersion,
    verdict: verdictOf(environments, telemetry, now),
    drift: telemetry?.drift,
    requestsPerDay: telemetry?.requestsPerDay ?? NO_REQUESTS,
    lastDeployment: deployed?.last,
    ...shelfOf({
      firstSeenAt: facts.firstSeenAt,
      lastProductionRequestAt: telemetry?.lastLiveRequestAt.get(production),
      isLiveInProduction: deployed?.live.has(production) ?? false,
      now,
    }),
  };
}
