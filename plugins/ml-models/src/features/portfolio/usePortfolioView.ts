import { z } from 'zod';
import { MODEL_SORTS } from '../../components/ModelsTable/sortModels';
import { useUrlState } from '../../components/useUrlState/useUrlState';
import { urlFlag, urlNumber } from '../../components/useUrlState/urlValue';
import { PORTFOLIO_GROUPS } from './filterPortfolio';

const portfolioView = z.object({
  group: z.enum(PORTFOLIO_GROUPS).optional().catch(undefined),
  /** Numbers instead of charts. */
  table: urlFlag,
  sort: z.enum(MODEL_SORTS).catch('attention'),
  direction: z.enum(['asc', 'desc']).catch('asc'),
  /** From 1, as people count. */
  page: urlNumber,
  /** Id of the rebuild of an environment whose models are shown. */
  rebuild: z.string().optional().catch(undefined),
});

/** What of the portfolio is shown; it lives in the URL. */
export function usePortfolioView() {
  return useUrlState(portfolioView);
}
