import {
  Delivery,
  DELIVERY_WEEKS,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { formatDurationSeconds } from '../../../components/formatNumber/formatDurationSeconds';
import {
  formatNumber,
  formatPercent,
} from '../../../components/formatNumber/formatNumber';

export interface DeliveryMeasure {
  id: keyof Delivery;
  title: string;
  /** What is measured, for those who do not know the term. */
  meaning: string;
  format: (value: number) => string;
  /** What `n` counts. */
  noun: string;
}

/** The five measures of delivery, as DORA defines them (2026-01). */
export const DELIVERY_MEASURES: readonly DeliveryMeasure[] = [
  {
    id: 'leadTimeSeconds',
    title: 'Change lead time',
    meaning: 'Median time from a commit to its serving in production',
    format: formatDurationSeconds,
    noun: 'new version',
  },
  {
    id: 'deploymentsPerWeek',
    title: 'Deployment frequency',
    meaning: 'Deployments to production per week',
    format: formatFrequency,
    noun: 'deployment',
  },
  {
    id: 'changeFailRate',
    title: 'Change fail rate',
    meaning: 'Share of deployments that took traffic and were rolled back',
    format: formatPercent,
    noun: 'deployment',
  },
  {
    id: 'recoverySeconds',
    title: 'Recovery time',
    meaning: 'Median time from a failed deployment to the next good state',
    format: formatDurationSeconds,
    noun: 'recovered failure',
  },
  {
    id: 'reworkRate',
    title: 'Rework rate',
    meaning: 'Share of deployments made because of an incident',
    format: formatPercent,
    noun: 'deployment',
  },
];

/** Less than one is told by how many there were, e.g. `3 in 13 weeks`. */
function formatFrequency(perWeek: number): string {
  return perWeek > 0 && perWeek < 1
    ? `${Math.round(perWeek * DELIVERY_WEEKS)} in ${DELIVERY_WEEKS} weeks`
    : formatNumber(perWeek, 'a week');
}
