import {
  Portfolio,
  portfolioSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { aModelSummary } from './aModelSummary';

/** One model, in production and healthy, with a fortnight of delivery. */
export function aPortfolio(overrides: Partial<Portfolio> = {}): Portfolio {
  const nothing = { n: 0, trend: [null, null] };
  return portfolioSchema.parse({
    inProduction: 1,
    onShelf: 0,
    withoutOwner: 0,
    failing: 0,
    total: 1,
    delivery: {
      leadTimeSeconds: { value: 5_400, n: 41, trend: [7_200, 3_600] },
      deploymentsPerWeek: { value: 4.2, n: 55, trend: [4, 5] },
      changeFailRate: { value: 0.073, n: 55, trend: [null, 0.073] },
      recoverySeconds: nothing,
      reworkRate: nothing,
    },
    teams: [
      {
        owner: 'group:default/flight-ops-ds',
        title: 'Flight operations data science',
        models: 1,
        inProduction: 1,
        onShelf: 0,
        failing: 0,
        deployments: 12,
      },
    ],
    models: [aModelSummary()],
    ...overrides,
  });
}
