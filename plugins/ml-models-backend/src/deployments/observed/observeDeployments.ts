import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  EXTERNAL_RUNTIME,
  MlModelEntityV1alpha1,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { modelRefOfEntity } from '../../catalog/ModelCatalog';
import { targetOf } from '../DeploymentRow';
import { linkObservedCommits } from '../store/linkObservedCommits';
import { listObservedVersions } from '../store/liveVersions';
import {
  CEASED_AFTER_MS,
  lookAtTarget,
  LookAtTargetOptions,
  noteCeased,
} from './lookAtTarget';

export interface ObserveDeploymentsOptions extends LookAtTargetOptions {
  catalog: {
    /** With the plugin's own eyes. */
    listServedBy(
      runtime: string,
      defaultRuntime: string,
    ): Promise<MlModelEntityV1alpha1[]>;
  };
  defaultServingRuntime: string;
  logger: LoggerService;
  /**
   * By target: when it had answered last as it was looked at. A target that has not
   * answered since is left alone; kept by whoever asks again.
   */
  looked: Map<string, number>;
  signal?: AbortSignal;
}

/**
 * Learns what serves of the models that their own pipelines deploy, in every
 * environment that their inference records name.
 *
 * `external` is no adapter of `ServingRuntime`: it can start, stop and split nothing,
 * so that each method but `describe` would only throw and no deployment could use it;
 * and what `describe` would tell is in our own database, learnt from records of ours.
 * So deployments refuse its models before an adapter is looked for, and what was
 * learnt is kept where what deployments have done is, for all who read that.
 *
 * @throws whatever the catalog does; nothing is learnt then
 */
export async function observeDeployments(
  options: ObserveDeploymentsOptions,
): Promise<void> {
  const { catalog, database, nowMs, traffic } = options;
  const models = await catalog.listServedBy(
    EXTERNAL_RUNTIME,
    options.defaultServingRuntime,
  );
  const refs = new Set(models.map(modelRefOfEntity));
  const live = await listObservedVersions(database);
  const answered = await traffic.listAnswered(
    [...new Set([...refs, ...live.map(row => row.model_ref)])],
    nowMs - CEASED_AFTER_MS,
  );
  const lastOf = new Map(answered.map(each => [keyOf(each), each.lastMs]));
  for (const target of live.map(targetOf)) {
    if (options.signal?.aborted) return;
    if (!lastOf.has(keyOf(target))) {
      await unlessItFails(target, options, () => noteCeased(target, options));
    }
  }
  for (const { lastMs, ...target } of answered) {
    if (options.signal?.aborted) return;
    const key = keyOf(target);
    if (refs.has(target.modelRef) && options.looked.get(key) !== lastMs) {
      await unlessItFails(target, options, async () => {
        await linkObservedCommits(database, target.modelRef);
        if (await lookAtTarget(target, options)) {
          options.looked.set(key, lastMs);
        }
      });
    }
  }
}

function keyOf(target: { modelRef: string; environment: string }): string {
  return JSON.stringify([target.modelRef, target.environment]);
}

/** One model that cannot be looked at must not keep others from it. */
async function unlessItFails(
  target: { modelRef: string; environment: string },
  { logger }: ObserveDeploymentsOptions,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    logger.warn(
      `What serves of ${target.modelRef} in ${
        target.environment
      } could not be learnt, and will be looked for again: ${
        toError(error).message
      }`,
    );
  }
}
