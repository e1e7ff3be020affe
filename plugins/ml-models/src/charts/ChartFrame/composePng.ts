import { ChartTheme } from '../chartTheme';
import type { DrawCanvas } from '../EChart/useDrawing';

/** Sharp on the screens that pictures are shown on. */
const PIXEL_RATIO = 2;
const HEAD_PX = 32;
const GAP_PX = 10;

/** What stands around a drawing as HTML, and in a picture has to be drawn. */
export interface PngCaption {
  title: string;
  unit?: string;
  legend: ReadonlyArray<{ name: string; color: string }>;
  /** Names of rows, left of the drawing. */
  rows?: { names: readonly string[]; rowPx: number; widthPx: number };
}

/** @returns a drawing with its title, legend and row names, as a data URL */
export function composePng(
  draw: DrawCanvas,
  caption: PngCaption,
  theme: ChartTheme,
): string {
  const drawing = draw(PIXEL_RATIO);
  const leftPx = caption.rows?.widthPx ?? 0;
  const picture = document.createElement('canvas');
  picture.width = drawing.width + leftPx * PIXEL_RATIO;
  picture.height = drawing.height + HEAD_PX * PIXEL_RATIO;
  const context = picture.getContext('2d');
  if (context) {
    context.scale(PIXEL_RATIO, PIXEL_RATIO);
    context.fillStyle = theme.background;
    context.fillRect(0, 0, picture.width, picture.height);
    drawHead(context, caption, theme);
    drawRows(context, caption, theme);
    context.drawImage(
      drawing,
      leftPx,
      HEAD_PX,
      drawing.width / PIXEL_RATIO,
      drawing.height / PIXEL_RATIO,
    );
  }
  return picture.toDataURL('image/png');
}

function drawHead(
  context: CanvasRenderingContext2D,
  caption: PngCaption,
  theme: ChartTheme,
): void {
  let x = GAP_PX;
  const write = (text: string, color: string, font: string) => {
    context.font = `${font} ${theme.fontFamily}`;
    context.fillStyle = color;
    context.fillText(text, x, HEAD_PX / 2);
    x += context.measureText(text).width + GAP_PX;
  };
  context.textBaseline = 'middle';
  write(caption.title, theme.text, 'bold 14px');
  write(caption.unit ?? '', theme.textMuted, '12px');
  for (const { name, color } of caption.legend) {
    context.fillStyle = color;
    context.fillRect(x, HEAD_PX / 2 - GAP_PX / 2, GAP_PX, GAP_PX);
    x += GAP_PX * 1.5;
    write(name, theme.textMuted, '12px');
  }
}

function drawRows(
  context: CanvasRenderingContext2D,
  caption: PngCaption,
  theme: ChartTheme,
): void {
  const { names = [], rowPx = 0, widthPx = 0 } = caption.rows ?? {};
  context.font = `12px ${theme.fontFamily}`;
  context.fillStyle = theme.text;
  names.forEach((name, index) =>
    context.fillText(
      name,
      GAP_PX,
      HEAD_PX + (index + 0.5) * rowPx,
      widthPx - 2 * GAP_PX,
    ),
  );
}
