import { ChartTheme } from '../chartTheme';
import type { DrawCanvas } from '../EChart/useDrawing';
import { drawSwatch } from './drawSwatch';
import {
  CaptionLayout,
  layOutCaption,
  LINE_PX,
  MARGIN_PX,
  nameX,
} from './layOutCaption';
import { PngCaption } from './PngCaption';

/** Sharp on the screens that pictures are shown on. */
const PIXEL_RATIO = 2;

/** @returns a drawing with all that it takes to be understood alone, as a data URL */
export function composePng(
  draw: DrawCanvas,
  caption: PngCaption,
  theme: ChartTheme,
): string {
  const drawing = draw(PIXEL_RATIO);
  const leftPx = caption.rows?.widthPx ?? 0;
  const widthPx = drawing.width / PIXEL_RATIO + leftPx;
  const heightPx = drawing.height / PIXEL_RATIO;
  const picture = document.createElement('canvas');
  const context = picture.getContext('2d');
  if (context) {
    const small = `12px ${theme.fontFamily}`;
    context.font = small;
    const layout = layOutCaption(
      caption,
      widthPx,
      text => context.measureText(text).width,
    );
    // Setting the size clears the canvas, and what was set on it.
    picture.width = widthPx * PIXEL_RATIO;
    picture.height = (layout.headPx + heightPx + layout.footPx) * PIXEL_RATIO;
    context.scale(PIXEL_RATIO, PIXEL_RATIO);
    context.fillStyle = theme.background;
    context.fillRect(0, 0, picture.width, picture.height);
    context.textBaseline = 'middle';
    drawTitle(context, caption, theme);
    context.font = small;
    drawHead(context, layout, theme);
    drawRows(context, caption, { theme, topPx: layout.headPx });
    context.drawImage(
      drawing,
      leftPx,
      layout.headPx,
      widthPx - leftPx,
      heightPx,
    );
    context.fillStyle = theme.textMuted;
    layout.foot.forEach((text, index) =>
      context.fillText(
        text,
        MARGIN_PX,
        layout.headPx + heightPx + (index + 0.5) * LINE_PX,
      ),
    );
  }
  return picture.toDataURL('image/png');
}

/** Middle of a line of the head, from 0. */
const middleOf = (line: number) => MARGIN_PX / 2 + (line + 0.5) * LINE_PX;

function drawTitle(
  context: CanvasRenderingContext2D,
  caption: PngCaption,
  theme: ChartTheme,
): void {
  context.font = `bold 14px ${theme.fontFamily}`;
  context.fillStyle = theme.text;
  context.fillText(caption.title, MARGIN_PX, middleOf(0));
  const titlePx = context.measureText(caption.title).width;
  context.font = `12px ${theme.fontFamily}`;
  context.fillStyle = theme.textMuted;
  context.fillText(caption.unit ?? '', titlePx + 2 * MARGIN_PX, middleOf(0));
}

function drawHead(
  context: CanvasRenderingContext2D,
  layout: CaptionLayout,
  theme: ChartTheme,
): void {
  context.fillStyle = theme.text;
  layout.subject.forEach((text, index) =>
    context.fillText(text, MARGIN_PX, middleOf(1 + index)),
  );
  for (const placed of layout.legend) {
    const middleY = middleOf(1 + layout.subject.length + placed.line);
    drawSwatch(context, placed.item, { x: placed.x, middleY });
    context.fillStyle = theme.textMuted;
    context.fillText(placed.item.name, nameX(placed), middleY);
  }
}

function drawRows(
  context: CanvasRenderingContext2D,
  caption: PngCaption,
  options: { theme: ChartTheme; topPx: number },
): void {
  const { names = [], rowPx = 0, widthPx = 0 } = caption.rows ?? {};
  context.fillStyle = options.theme.text;
  names.forEach((name, index) =>
    context.fillText(
      name,
      MARGIN_PX,
      options.topPx + (index + 0.5) * rowPx,
      widthPx - 2 * MARGIN_PX,
    ),
  );
}
