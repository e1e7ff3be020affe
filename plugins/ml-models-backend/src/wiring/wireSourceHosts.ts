import { listModelsFrom } from '../catalog/listModelsFrom';
import { Deployments } from '../deployments/Deployments';
import { PushDeployer } from '../deployments/PushDeployer';
import { deploymentLink } from '../notifications/deploymentLink';
import { readAppUrl } from '../readAppUrl';
import { WiredAccess } from './wireAccess';
import { WiringContext } from './WiringContext';

/** From a push to a deployment. */
export function wireSourceHosts(
  { adapters, auditor, config, lifecycle, logger }: WiringContext,
  { catalog, verifier }: WiredAccess,
  { deployments }: { deployments: Deployments },
) {
  const appUrl = readAppUrl(config);
  const pushes = new PushDeployer({
    auditor,
    catalog,
    deployments,
    logger,
    urlOf: deployment => `${appUrl}${deploymentLink(deployment)}`,
  });
  // Not before the catalog is up: hosts tell of pushes that nobody heard at once.
  lifecycle.addStartupHook(async () => {
    for (const host of adapters.sourceHosts.values()) {
      await host.start({
        onPush: event => pushes.deploy(event, host),
        listModels: isFrom => listModelsFrom(catalog, isFrom),
        verifyGitToken: async secret => {
          const token = await verifier.verify(secret, 'git');
          return token && { scopeRef: token.scopeRef, actor: token.createdBy };
        },
      });
    }
  });
}
