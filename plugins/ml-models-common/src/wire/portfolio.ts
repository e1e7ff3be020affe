import { z } from 'zod';
import { entityRefSchema } from './paging';
import { modelSummarySchema } from './models';

const measuredSchema = z.object({
  /** Absent: no data. Never 0 for nothing. */
  value: z.number().optional(),
  n: z.number().int().nonnegative(),
  /** Per week, oldest first; null where there is no data. */
  trend: z.array(z.number().nullable()),
});

/** Weeks that delivery looks back on: a quarter. */
export const DELIVERY_WEEKS = 13;

/** Delivery measures, definitions by DORA (2026-01), over the last 13 weeks. */
export const deliverySchema = z.object({
  leadTimeSeconds: measuredSchema,
  deploymentsPerWeek: measuredSchema,
  changeFailRate: measuredSchema,
  recoverySeconds: measuredSchema,
  reworkRate: measuredSchema,
});
export type Delivery = z.infer<typeof deliverySchema>;

export const portfolioSchema = z.object({
  inProduction: z.number().int().nonnegative(),
  onShelf: z.number().int().nonnegative(),
  withoutOwner: z.number().int().nonnegative(),
  failing: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
  delivery: deliverySchema,
  teams: z.array(
    z.object({
      owner: entityRefSchema.optional(),
      title: z.string(),
      models: z.number().int().nonnegative(),
      inProduction: z.number().int().nonnegative(),
      onShelf: z.number().int().nonnegative(),
      failing: z.number().int().nonnegative(),
      deployments: z.number().int().nonnegative(),
    }),
  ),
  models: z.array(modelSummarySchema),
});
export type Portfolio = z.infer<typeof portfolioSchema>;
