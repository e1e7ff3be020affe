import { SWATCH_PX } from '../SeriesMark/MarkSwatch';
import { LegendItem } from '../SeriesLegend/SeriesLegend';
import { PngCaption } from './PngCaption';
import { wrapText } from './wrapText';

export const LINE_PX = 18;
export const MARGIN_PX = 10;
/** Between a swatch and its name, and between two items. */
const SWATCH_GAP_PX = 5;
const ITEM_GAP_PX = 14;

export interface PlacedItem {
  item: LegendItem;
  x: number;
  /** Line of the legend, from 0. */
  line: number;
}

export interface CaptionLayout {
  subject: string[];
  legend: PlacedItem[];
  legendLines: number;
  foot: string[];
  headPx: number;
  footPx: number;
}

/** @returns where everything around the drawing goes, so that nothing is cut */
export function layOutCaption(
  caption: PngCaption,
  widthPx: number,
  widthOf: (text: string) => number,
): CaptionLayout {
  const roomPx = widthPx - 2 * MARGIN_PX;
  const subject = wrapText(caption.subject, roomPx, widthOf);
  const foot = caption.foot.flatMap(text => wrapText(text, roomPx, widthOf));
  const legend: PlacedItem[] = [];
  let x = MARGIN_PX;
  let line = 0;
  for (const item of caption.legend) {
    const itemPx = swatchPx(item) + SWATCH_GAP_PX + widthOf(item.name);
    if (x > MARGIN_PX && x + itemPx > widthPx - MARGIN_PX) {
      line += 1;
      x = MARGIN_PX;
    }
    legend.push({ item, x, line });
    x += itemPx + ITEM_GAP_PX;
  }
  const legendLines = legend.length > 0 ? line + 1 : 0;
  return {
    subject,
    legend,
    legendLines,
    foot,
    headPx: (1 + subject.length + legendLines) * LINE_PX + MARGIN_PX,
    footPx: foot.length * LINE_PX + (foot.length > 0 ? MARGIN_PX : 0),
  };
}

export function swatchPx({ dash }: LegendItem): number {
  return dash ? SWATCH_PX.line : SWATCH_PX.area;
}

export function nameX({ item, x }: PlacedItem): number {
  return x + swatchPx(item) + SWATCH_GAP_PX;
}
