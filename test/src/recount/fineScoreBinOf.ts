/** Hundredths near 0 that are cut; those near 1 are their mirror. */
const CUT = 8;

/**
 * Where a score lies among the finer bins of the histograms, counted edge by edge: in
 * each decade from a millionth on there is one at every eighth below 2, every quarter
 * below 4, every half below 8, and at 8 and 9. In units of 1e-9.
 */
export function fineScoreBinOf(probability: number): number | undefined {
  const hundredth = Math.min(Math.floor(probability * 100), 99);
  const isNear0 = hundredth < CUT;
  if (!isNear0 && hundredth < 100 - CUT) return undefined;
  let edgesPassed = 0;
  for (let unit = 1_000; unit < 1e8; unit *= 10) {
    for (let edge = unit; edge < 10 * unit; edge += stepOf(edge, unit)) {
      const isOwn = edge % 1e7 !== 0;
      if (isOwn && probability >= edge / 1e9) edgesPassed += 1;
      if (isOwn && probability >= (1e9 - edge) / 1e9) edgesPassed += 1;
    }
  }
  return edgesPassed + (isNear0 ? hundredth : hundredth - 100 + 2 * CUT);
}

function stepOf(edge: number, unit: number): number {
  if (edge < 2 * unit) return unit / 8;
  if (edge < 4 * unit) return unit / 4;
  return edge < 8 * unit ? unit / 2 : unit;
}
