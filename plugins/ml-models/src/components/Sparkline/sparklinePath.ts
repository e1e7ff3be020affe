export interface SparklineBox {
  width: number;
  height: number;
}

/** Half the stroke, so that peaks are not cut off. */
const INSET = 1;

/**
 * @param values - null where there is no data: the line breaks
 * @returns the `d` of an SVG path; the vertical axis starts at 0, and a value
 *   without neighbours is a dot
 */
export function sparklinePath(
  values: readonly (number | null)[],
  box: SparklineBox,
): string {
  const top = Math.max(...values.map(value => value ?? 0), 0) || 1;
  const step =
    values.length > 1 ? (box.width - 2 * INSET) / (values.length - 1) : 0;
  let penDown = false;
  const parts = values.map((value, index) => {
    if (value === null) {
      penDown = false;
      return '';
    }
    const x = INSET + index * step;
    const y = box.height - INSET - (value / top) * (box.height - 2 * INSET);
    const command = penDown ? 'L' : 'M';
    // A line of no length: round ends make it a dot.
    const dot = !penDown && (values[index + 1] ?? null) === null ? ' h0' : '';
    penDown = true;
    return `${command}${x.toFixed(1)} ${y.toFixed(1)}${dot}`;
  });
  return parts.filter(Boolean).join(' ');
}
