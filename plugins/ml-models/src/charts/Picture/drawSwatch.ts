import { LegendItem } from '../SeriesLegend/SeriesLegend';
import { SWATCH_PX } from '../SeriesMark/MarkSwatch';
import { DASHES, HATCH_PATH, SYMBOL_PATHS } from '../SeriesMark/seriesMark';
import { swatchPx } from './layOutCaption';

/** Draws on a canvas what `MarkSwatch` is in HTML. */
export function drawSwatch(
  context: CanvasRenderingContext2D,
  item: LegendItem,
  place: { x: number; middleY: number },
): void {
  const { color, dash, hatch, symbol } = item;
  const { x, middleY } = place;
  const widthPx = swatchPx(item);
  context.fillStyle = color;
  if (dash) {
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.setLineDash([...DASHES[dash]]);
    context.beginPath();
    context.moveTo(x, middleY);
    context.lineTo(x + widthPx, middleY);
    context.stroke();
    context.setLineDash([]);
  } else {
    const { height } = SWATCH_PX;
    const top = middleY - height / 2;
    context.fillRect(x, top, widthPx, height);
    if (hatch) drawHatch(context, hatch, { x, top, widthPx, height });
  }
  if (symbol) {
    const scale = SWATCH_PX.symbol / 10;
    context.save();
    context.translate(
      x + (widthPx - SWATCH_PX.symbol) / 2,
      middleY - SWATCH_PX.symbol / 2,
    );
    context.scale(scale, scale);
    context.fill(new Path2D(SYMBOL_PATHS[symbol]));
    context.restore();
  }
}

function drawHatch(
  context: CanvasRenderingContext2D,
  color: string,
  area: { x: number; top: number; widthPx: number; height: number },
): void {
  context.save();
  context.beginPath();
  context.rect(area.x, area.top, area.widthPx, area.height);
  context.clip();
  context.translate(area.x, area.top);
  context.strokeStyle = color;
  context.lineWidth = 1.25;
  context.stroke(new Path2D(HATCH_PATH));
  context.restore();
}
