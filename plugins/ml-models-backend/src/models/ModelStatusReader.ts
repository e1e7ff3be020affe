import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  EnvironmentStatus,
  EXTERNAL_RUNTIME,
  MlModelEntityV1alpha1,
  ModelStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { SourceHost } from '@noshelfware/backstage-plugin-ml-models-node';
import { modelRefOfEntity } from '../catalog/ModelCatalog';
import { exampleRequest, inferUrl, omittedInputs } from './exampleRequest';
import { findRepository } from './findRepository';
import { EnvironmentServing, ModelDeployments } from './ModelDeployments';
import { ModelTelemetry, ModelTelemetrySummary } from './ModelTelemetry';
import { ModelVersions } from './ModelVersions';
import { unknownVerdict } from './verdictOf';

export interface ModelStatusReaderOptions {
  versions: ModelVersions;
  deployments: ModelDeployments;
  telemetry: ModelTelemetry;
  sourceHosts: Map<string, SourceHost>;
  logger: LoggerService;
  now: () => Date;
}

/** Tells what each environment of a model runs, and how well. */
export class ModelStatusReader {
  /** By model, why its repository could not be looked up last: pages ask all the time. */
  private readonly troubles = new Map<string, string>();

  constructor(private readonly options: ModelStatusReaderOptions) {}

  async read(model: MlModelEntityV1alpha1): Promise<ModelStatus> {
    const { versions, deployments, telemetry } = this.options;
    const now = this.options.now();
    const modelRef = modelRefOfEntity(model);
    const [{ serving, ...described }, told, newest, code] = await Promise.all([
      deployments.describe(model, now),
      telemetry.summarise([modelRef], now),
      versions.findNewest([modelRef]),
      this.findCode(model),
    ]);
    const telemetrySummary = told.get(modelRef);
    const environments = described.environments.map(environment => ({
      verdict: unknownVerdict([environment.name], telemetrySummary, now),
      requestsLastHour: 0,
      errorsLastHour: 0,
      invalidRequestsLastHour: 0,
      ...telemetrySummary?.environments.get(environment.name),
      ...environment,
    }));
    return {
      modelRef,
      serving,
      environments,
      otherEnvironments: otherEnvironments(
        described.environments,
        telemetrySummary,
      ),
      latestVersion: newest.get(modelRef),
      ...(await this.makeExample(model, environments)),
      ...code,
    };
  }

  /** For the environment closest to the users that has a version to ask. */
  private async makeExample(
    model: MlModelEntityV1alpha1,
    environments: EnvironmentStatus[],
  ): Promise<Pick<ModelStatus, 'exampleRequest' | 'exampleOmits'>> {
    const { endpoint, liveVersion, runtime } =
      [...environments].reverse().find(isAskable) ?? {};
    const example =
      liveVersion &&
      (await this.options.versions.findExample(
        modelRefOfEntity(model),
        liveVersion,
      ));
    return endpoint && example
      ? {
          exampleRequest: exampleRequest({
            url:
              runtime === EXTERNAL_RUNTIME
                ? endpoint
                : inferUrl(endpoint, model.metadata.name),
            ...example,
          }),
          exampleOmits: omittedInputs(example),
        }
      : {};
  }

  /** A host that is down must not take the status page with it. */
  private async findCode(
    model: MlModelEntityV1alpha1,
  ): Promise<Pick<ModelStatus, 'cloneUrl' | 'hostedElsewhere'>> {
    const { sourceHosts, logger } = this.options;
    const modelRef = modelRefOfEntity(model);
    try {
      const repository = await findRepository(sourceHosts, model, {
        commits: 0,
      });
      this.troubles.delete(modelRef);
      return {
        cloneUrl: repository?.cloneUrl,
        hostedElsewhere: repository?.hostedElsewhere,
      };
    } catch (error) {
      const { message } = toError(error);
      if (this.troubles.get(modelRef) !== message) {
        this.troubles.set(modelRef, message);
        logger.warn(
          `The repository of ${modelRef} could not be looked up: ${message}`,
        );
      }
      return {};
    }
  }
}

/** What its own pipeline has deployed may have no address that is known here. */
function isAskable({ endpoint, liveVersion, runtime }: EnvironmentStatus) {
  return (
    liveVersion !== undefined &&
    (runtime !== EXTERNAL_RUNTIME || endpoint !== undefined)
  );
}

/** @returns by name, what records came from that the portal does not deploy to */
function otherEnvironments(
  serving: readonly EnvironmentServing[],
  telemetry: ModelTelemetrySummary | undefined,
): string[] {
  const deployedTo = new Set(serving.map(({ name }) => name));
  return [...(telemetry?.requestsRecorded.keys() ?? [])]
    .filter(name => !deployedTo.has(name))
    .sort();
}
