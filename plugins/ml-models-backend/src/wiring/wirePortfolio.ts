import { DatabaseDeploymentHistory } from '../deployments/DatabaseDeploymentHistory';
import { createPortfolioRouter } from '../portfolio/createPortfolioRouter';
import { ModelLister } from '../portfolio/ModelLister';
import { WiredAccess } from './wireAccess';
import { WiringContext } from './WiringContext';

/** Ownership, shelf age and delivery across models. */
export function wirePortfolio(
  { database, httpRouter, nowMs }: WiringContext,
  { callers }: WiredAccess,
  { models }: { models: ModelLister },
) {
  httpRouter.use(
    createPortfolioRouter({
      deployments: new DatabaseDeploymentHistory(database),
      callers,
      models,
      nowMs,
    }),
  );
}
