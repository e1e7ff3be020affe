import Skeleton from '@material-ui/lab/Skeleton';
import { lazy, Suspense } from 'react';
import type { ChartOption } from './chartOption';
import { DrawingBoundary } from './DrawingBoundary';
import { loadECharts } from './loadECharts';
import type { DrawCanvas } from './useDrawing';

/** ECharts is larger than the page around it: it comes when a chart does. */
const EChartsCanvas = lazy(loadECharts);

export interface EChartProps {
  option: ChartOption;
  /** Pixels; nothing is drawn before the width is known. */
  widthPx: number;
  heightPx: number;
  onDrawn: (draw: DrawCanvas) => void;
}

/** A drawing whose space is kept while ECharts loads, or if it cannot. */
export function EChart(props: EChartProps) {
  return (
    <div style={{ height: props.heightPx }} aria-hidden>
      {props.widthPx > 0 && (
        <DrawingBoundary>
          <Suspense
            fallback={<Skeleton variant="rect" height={props.heightPx} />}
          >
            <EChartsCanvas {...props} />
          </Suspense>
        </DrawingBoundary>
      )}
    </div>
  );
}
