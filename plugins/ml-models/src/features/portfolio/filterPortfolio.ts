import {
  isInProduction,
  ModelSummary,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** What the sentences on top of the portfolio count, each of them a filter. */
export const PORTFOLIO_GROUPS = [
  'in-production',
  'on-shelf',
  'without-owner',
  'failing',
] as const;
export type PortfolioGroup = (typeof PORTFOLIO_GROUPS)[number];

const BELONGS: Record<PortfolioGroup, (model: ModelSummary) => boolean> = {
  'in-production': isInProduction,
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

/** @returns how many answered in production lately, and have been stopped since */
export function countNeither(models: readonly ModelSummary[]): number {
  return models.filter(model => !isInProduction(model) && !model.onShelf)
    .length;
}
