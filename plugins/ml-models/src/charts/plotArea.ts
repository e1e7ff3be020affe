/** Half of a label such as '29 Nov' has room where the time axis ends. */
export const HALF_LABEL_PX = 20;

/** Pixels around the plot. Fixed, so that charts above each other line up. */
export const PLOT_MARGIN_PX = {
  left: 52,
  right: HALF_LABEL_PX,
  top: 16,
  bottom: 22,
};

/** Where along the x axis a plot lies. */
export interface PlotSpan {
  /** Whole width of the drawing, margins included. */
  widthPx: number;
  /** Margins, when they are not those of a chart with a y axis. */
  leftPx?: number;
  rightPx?: number;
}

function edges(span: PlotSpan): { left: number; plotPx: number } {
  const left = span.leftPx ?? PLOT_MARGIN_PX.left;
  const right = span.rightPx ?? PLOT_MARGIN_PX.right;
  return { left, plotPx: Math.max(1, span.widthPx - left - right) };
}

/** @returns pixels from the left edge for a share of the axis, 0 to 1 */
export function shareToPixel(span: PlotSpan, share: number): number {
  const { left, plotPx } = edges(span);
  return left + share * plotPx;
}

/** @returns the share of the axis, 0 to 1, at a pixel; outside is clamped */
export function pixelToShare(span: PlotSpan, px: number): number {
  const { left, plotPx } = edges(span);
  return Math.min(1, Math.max(0, (px - left) / plotPx));
}
