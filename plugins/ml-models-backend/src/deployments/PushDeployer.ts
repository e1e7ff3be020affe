import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  environmentsOf,
  MlModelEntityV1alpha1,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  PushEvent,
  SourceHost,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { Knex } from 'knex';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { sourceLocationOf } from '../catalog/sourceLocationOf';
import { Deployments } from './Deployments';
import { listDeploymentRows } from './store/findDeployments';

export interface PushDeployerOptions {
  database: Knex;
  catalog: ModelCatalog;
  deployments: Deployments;
  logger: LoggerService;
}

/** Deploys what is pushed to the default branch of a model's repository. */
export class PushDeployer {
  constructor(private readonly options: PushDeployerOptions) {}

  /** @param host - whose repository the push went to */
  async deploy(event: PushEvent, host: SourceHost): Promise<void> {
    const { catalog, deployments, logger } = this.options;
    const { modelRef, commit, actor } = event;
    if (event.branch !== event.defaultBranch) {
      return;
    }
    const model = await catalog.findModel(modelRef);
    if (!model || !(await isItsRepository(model, event, host))) {
      logger.info(
        `A push to ${event.cloneUrl} is not deployed: ${
          model
            ? `the code of ${modelRef} is elsewhere`
            : `${modelRef} is not in the catalog`
        }`,
      );
      return;
    }
    const [environment] = environmentsOf(model);
    if (await this.isDeployed(event, environment)) {
      return;
    }
    try {
      await deployments.request({
        modelRef,
        model,
        environment,
        commit,
        trigger: 'push',
        requestedBy: actor,
      });
    } catch (error) {
      // Whoever pushed is gone; the host would only tell us again.
      logger.warn(
        `The push of ${commit} to ${modelRef} is not deployed: ${
          toError(error).message
        }`,
      );
    }
  }

  /** After a crash a host tells again of what it has told before. */
  private async isDeployed(
    { modelRef, commit }: PushEvent,
    environment: string,
  ): Promise<boolean> {
    const [newest] = await listDeploymentRows(this.options.database, {
      modelRef,
      environment,
      limit: 1,
    });
    return newest?.trigger === 'push' && newest.requested_commit === commit;
  }
}

/** A repository may claim a model that lives in another one. */
async function isItsRepository(
  model: MlModelEntityV1alpha1,
  event: PushEvent,
  host: SourceHost,
): Promise<boolean> {
  const location = sourceLocationOf(model);
  const repository =
    location && (await host.findRepository(location, { commits: 0 }));
  return repository ? repository.cloneUrl === event.cloneUrl : false;
}
