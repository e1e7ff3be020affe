import { prepareECharts } from '../charts/EChart/loadECharts';

/** Fetches the tab, and what draws its charts beside it: that is the larger part. */
export function loadEntityPerformance() {
  prepareECharts();
  return import('./EntityPerformance');
}
