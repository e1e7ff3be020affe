/** Convention of the population stability index: deciles of the reference. */
const QUANTILES = 10;

/**
 * Up to so many distinct values each gets a bin of its own: quantiles of few
 * values coincide, and 0 and 1 would share one bin.
 */
const DISTINCT_VALUES_MAX = 20;

/**
 * Edges of numeric bins.
 *
 * @param values - of the reference; at least one
 * @returns two edges or more, ascending, from the smallest value to the largest
 */
export function makeNumericEdges(values: readonly number[]): number[] {
  // Zero and minus zero are one value, and one edge.
  const sorted = Float64Array.from(values, value => value + 0).sort();
  const distinct = sorted.filter((value, i) => value !== sorted[i - 1]);
  return distinct.length <= DISTINCT_VALUES_MAX
    ? edgesBetween(distinct)
    : quantileEdges(sorted, distinct);
}

function edgesBetween(distinct: Float64Array): number[] {
  const edges = [distinct[0]];
  for (let i = 1; i < distinct.length; i += 1) {
    edges.push(middle(distinct[i - 1], distinct[i]));
  }
  return [...edges, distinct[distinct.length - 1]];
}

/** A value that fills more than one quantile gets a bin of its own. */
function quantileEdges(sorted: Float64Array, distinct: Float64Array): number[] {
  const edges = [sorted[0]];
  for (let i = 1; i <= QUANTILES; i += 1) {
    const quantile = sorted[Math.ceil((i * sorted.length) / QUANTILES) - 1];
    const last = edges[edges.length - 1];
    if (quantile > last) {
      edges.push(quantile);
    } else if (quantile === last) {
      const next = distinct[distinct.indexOf(quantile) + 1];
      if (next !== undefined) edges.push(middle(quantile, next));
    }
  }
  return isolateLargest(edges, sorted, distinct);
}

/** The largest value ends the last bin; when it fills a quantile it begins one too. */
function isolateLargest(
  edges: number[],
  sorted: Float64Array,
  distinct: Float64Array,
): number[] {
  const largest = distinct[distinct.length - 1];
  const lastDecile = sorted[Math.ceil(sorted.length * (1 - 1 / QUANTILES)) - 1];
  if (lastDecile < largest) {
    return edges;
  }
  const below = edges.filter(edge => edge < largest);
  return [...below, middle(distinct[distinct.length - 2], largest), largest];
}

function middle(low: number, high: number): number {
  // Neither the sum nor the difference of two numbers need be one.
  return low / 2 + high / 2;
}
