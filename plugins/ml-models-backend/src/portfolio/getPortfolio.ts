import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  isInProduction,
  ModelSummary,
  Portfolio,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DeliveredDeployment, DeploymentHistory } from './DeploymentHistory';
import { DELIVERY_RANGE_MS, findReleases, isMeasured } from './findReleases';
import { measureDelivery } from './measureDelivery';
import { ModelLister } from './ModelLister';
import { summariseTeams } from './summariseTeams';

export interface GetPortfolioOptions {
  models: ModelLister;
  deployments: DeploymentHistory;
}

/** What the caller's organisation has, who owns it, and how well it ships. */
export async function getPortfolio(
  { models, deployments }: GetPortfolioOptions,
  credentials: BackstageCredentials,
  nowMs: number,
): Promise<Portfolio> {
  const visible = await models.list(credentials);
  const delivered = await findProductionDeployments(
    deployments,
    visible,
    nowMs,
  );
  const count = (counts: (model: ModelSummary) => boolean) =>
    visible.filter(counts).length;
  return {
    inProduction: count(isInProduction),
    onShelf: count(({ onShelf }) => onShelf),
    withoutOwner: count(({ ownerExists }) => !ownerExists),
    failing: count(({ verdict }) => verdict.state === 'failing'),
    total: visible.length,
    delivery: measureDelivery(delivered, nowMs),
    teams: summariseTeams(visible, countByModel(delivered, nowMs)),
    models: visible,
  };
}

/** Of models that the caller may see, in the last of their environments. */
async function findProductionDeployments(
  deployments: DeploymentHistory,
  models: readonly ModelSummary[],
  nowMs: number,
): Promise<DeliveredDeployment[]> {
  const productions = new Map(
    models.map(model => [model.modelRef, model.environments.at(-1)?.name]),
  );
  const all = await deployments.list(new Date(nowMs - DELIVERY_RANGE_MS));
  return all.filter(
    ({ modelRef, environment }) => productions.get(modelRef) === environment,
  );
}

/** As many as the measures of delivery rest on. */
function countByModel(
  delivered: readonly DeliveredDeployment[],
  nowMs: number,
): (modelRef: string) => number {
  const counts = new Map<string, number>();
  for (const { modelRef } of findReleases(delivered, nowMs).filter(
    isMeasured,
  )) {
    counts.set(modelRef, (counts.get(modelRef) ?? 0) + 1);
  }
  return modelRef => counts.get(modelRef) ?? 0;
}
