/** Fetches what draws charts; once for all of them. */
export function loadECharts() {
  return import('./EChartsCanvas');
}

/** Fetches it ahead. A chart that comes to need it tries again, and says so when it cannot. */
export function prepareECharts(): void {
  loadECharts().catch(() => {});
}
