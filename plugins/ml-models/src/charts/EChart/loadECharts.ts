/** Fetches what draws charts; once for all of them. */
export function loadECharts() {
  return import('./EChartsCanvas');
}
