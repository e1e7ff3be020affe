import { DatabaseDeploymentHistory } from '../deployments/DatabaseDeploymentHistory';
import { createPortfolioRouter } from '../portfolio/createPortfolioRouter';
import { ModelLister } from '../portfolio/ModelLister';
import { WiringContext } from './WiringContext';

/** Ownership, shelf age and delivery across models. */
export function wirePortfolio(
  { database, httpAuth, httpRouter, nowMs }: WiringContext,
  { models }: { models: ModelLister },
) {
  httpRouter.use(
    createPortfolioRouter({
      deployments: new DatabaseDeploymentHistory(database),
      httpAuth,
      models,
      nowMs,
    }),
  );
}
