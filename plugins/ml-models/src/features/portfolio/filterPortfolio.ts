import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';

/** What the sentences on top of the portfolio count, each of them a filter. */
export const PORTFOLIO_GROUPS = [
  'in-production',
  'on-shelf',
  'without-owner',
  'failing',
] as const;
export type PortfolioGroup = (typeof PORTFOLIO_GROUPS)[number];

const BELONGS: Record<PortfolioGroup, (model: ModelSummary) => boolean> = {
  // The last environment in the order of promotion, whatever its name.
  'in-production': ({ environments }) =>
    environments.at(-1)?.liveVersion !== undefined,
  'on-shelf': model => model.onShelf,
  'without-owner': model => !model.ownerExists,
  failing: model => model.verdict.state === 'failing',
};

/** @returns the models that a sentence of the portfolio counts */
export function filterPortfolio(
  models: readonly ModelSummary[],
  group: PortfolioGroup,
): ModelSummary[] {
  return models.filter(BELONGS[group]);
}
