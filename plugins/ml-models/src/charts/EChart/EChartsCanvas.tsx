import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { ECharts, init, use as loadParts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { ChartOption } from './chartOption';
import { pageDrawings } from './DrawingQueue';
import type { DrawCanvas } from './useDrawing';

loadParts([
  BarChart,
  CustomChart,
  LineChart,
  GridComponent,
  MarkLineComponent,
  CanvasRenderer,
]);

export interface EChartsCanvasProps {
  option: ChartOption;
  widthPx: number;
  heightPx: number;
  /** Given the way to the drawing's pixels. */
  onDrawn: (draw: DrawCanvas) => void;
}

/** Draws, and nothing else: pointer, keys and words are around it, in HTML. */
export default function EChartsCanvas(props: EChartsCanvasProps) {
  const { option, widthPx, heightPx, onDrawn } = props;
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>();

  useEffect(() => {
    const drawing = init(box.current, undefined, { renderer: 'canvas' });
    chart.current = drawing;
    onDrawn(pixelRatio => {
      pageDrawings.finish(drawing);
      return drawing.getRenderedCanvas({ pixelRatio });
    });
    return () => {
      pageDrawings.forget(drawing);
      drawing.dispose();
    };
  }, [onDrawn]);

  useEffect(() => {
    chart.current?.resize({ width: widthPx, height: heightPx });
  }, [widthPx, heightPx]);

  useEffect(() => {
    const drawing = chart.current;
    if (!drawing) return;
    pageDrawings.add(drawing, () =>
      drawing.setOption(option, { notMerge: true }),
    );
  }, [option]);

  return <div ref={box} style={{ width: widthPx, height: heightPx }} />;
}
