import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotFoundError,
  toError,
} from '@backstage/errors';
import {
  environmentsOf,
  MlModelEntityV1alpha1,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  PushEvent,
  SourceHost,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { sourceLocationOf } from '../catalog/sourceLocationOf';
import { audited } from '../http/audited';
import { Deployments } from './Deployments';
import { describeDeployment } from './describeDeployment';

export interface PushDeployerOptions {
  auditor: AuditorService;
  catalog: ModelCatalog;
  deployments: Deployments;
  logger: LoggerService;
  /** @returns where a deployment is shown */
  urlOf(deployment: { modelRef: string; deploymentId: string }): string;
}

/** Deploys what is pushed to the default branch of a model's repository. */
export class PushDeployer {
  constructor(private readonly options: PushDeployerOptions) {}

  /**
   * @param host - whose repository the push went to
   * @returns what follows, in a sentence for whoever pushed
   */
  async deploy(event: PushEvent, host: SourceHost): Promise<string> {
    const { catalog, logger } = this.options;
    const { modelRef, branch, defaultBranch } = event;
    if (branch !== defaultBranch) {
      return `No deployment follows from a push to ${branch}: only ${defaultBranch} is deployed.`;
    }
    const model = await catalog.findModel(modelRef);
    if (!model || !(await isItsRepository(model, event, host))) {
      const reason = model
        ? `the code of ${modelRef} is elsewhere`
        : `${modelRef} is not in the catalog`;
      logger.info(`A push to ${event.cloneUrl} is not deployed: ${reason}`);
      return `No deployment of ${shortShaOf(event)} follows: ${reason}.`;
    }
    return this.request(event, model);
  }

  private async request(
    event: PushEvent,
    model: MlModelEntityV1alpha1,
  ): Promise<string> {
    const { modelRef, commit, actor, pushId } = event;
    const [environment] = environmentsOf(model);
    try {
      const deployment = await audited(
        this.options.auditor,
        {
          eventId: 'deployment-request',
          meta: { modelRef, environment, commit, actor, trigger: 'push' },
        },
        () =>
          this.options.deployments.request({
            modelRef,
            model,
            environment,
            commit,
            trigger: 'push',
            requestedBy: actor,
            // After a crash a host tells again of what it has told before.
            idempotencyKey: `push:${pushId}`,
          }),
        describeDeployment,
      );
      return this.describeQueued(event, deployment);
    } catch (error) {
      // Not thrown: the host would only tell us again.
      this.options.logger.warn(
        `The push of ${commit} to ${modelRef} is not deployed: ${
          toError(error).message
        }`,
      );
      const reason = isTheirs(error) ? `: ${error.message}` : ', see its log';
      return `The portal could not queue a deployment of ${shortShaOf(
        event,
      )}${reason}`;
    }
  }

  private describeQueued(
    event: PushEvent,
    { id, environment }: { id: string; environment: string },
  ): string {
    const { modelRef } = event;
    const url = this.options.urlOf({ modelRef, deploymentId: id });
    return `Deployment of ${shortShaOf(
      event,
    )} to ${environment} queued. Follow it at ${url}`;
  }
}

/** As long as git itself abbreviates it. */
function shortShaOf({ commit }: PushEvent): string {
  return commit.slice(0, 7);
}

/** Whether it is for them to mend; what else fails may tell of the portal's insides. */
function isTheirs(error: unknown): error is Error {
  return [InputError, NotFoundError, ConflictError].some(
    theirs => error instanceof theirs,
  );
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
