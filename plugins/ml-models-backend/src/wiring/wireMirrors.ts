import { environmentsOf } from '@noshelfware/backstage-plugin-ml-models-common';
import { sourceLocationOf } from '../catalog/sourceLocationOf';
import { MirrorContext } from '../deployments/mirrors/MirrorContext';
import { MirrorWorker } from '../deployments/mirrors/MirrorWorker';
import { findLastSource } from '../deployments/mirrors/store/findLastSource';
import { ServingObserver } from '../deployments/ServingObserver';
import { VersionRegistry } from '../deployments/VersionRegistry';
import { deploymentLink } from '../notifications/deploymentLink';
import { readAppUrl } from '../readAppUrl';
import { WiredAccess } from './wireAccess';
import { WiringContext } from './WiringContext';

/** From deployments to whoever else shows them. */
export function wireMirrors(
  context: WiringContext,
  { catalog }: WiredAccess,
  {
    serving,
    versions,
  }: { serving: ServingObserver; versions: VersionRegistry },
) {
  const { adapters, config, database, lifecycle, logger, now } = context;
  const appUrl = readAppUrl(config);
  const known: MirrorContext = {
    async findModel(modelRef) {
      const model = await catalog.findModelOr(
        modelRef,
        `The catalog does not tell where the code of ${modelRef} is`,
      );
      // What is live of one that has left the catalog may be stopped yet.
      return model
        ? {
            sourceLocation: sourceLocationOf(model),
            production: environmentsOf(model).slice(-1)[0],
          }
        : {
            sourceLocation: await findLastSource(database, modelRef),
            production: 'production',
          };
    },
    async findEndpoint({ modelRef, environment }) {
      const model = await catalog.findModelOr(
        modelRef,
        `The catalog does not tell what serves ${modelRef}`,
      );
      const observed = model ? await serving.observe(model) : [];
      const endpoint = observed.find(({ name }) => name === environment)?.status
        .endpoint;
      return endpoint && /^https?:/.test(endpoint) ? endpoint : undefined;
    },
    findCommit: async (modelRef, version) =>
      (await versions.get(modelRef, version)).commit?.sha,
    urlOf: deployment =>
      appUrl ? `${appUrl}${deploymentLink(deployment)}` : undefined,
  };
  for (const mirror of adapters.deploymentMirrors.values()) {
    const worker = new MirrorWorker({
      database,
      mirror,
      context: known,
      logger,
      now,
    });
    lifecycle.addStartupHook(() => worker.start());
    context.rootLifecycle.addBeforeShutdownHook(() => worker.stop());
  }
}
