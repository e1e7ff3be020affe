import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { Timeline } from './timeline';

/** What every chart over time is drawn from. */
export interface ChartProps {
  report: PerformanceReport;
  timeline: Timeline;
  /** A range was selected on a chart; epoch milliseconds. */
  onZoom: (from: number, until: number) => void;
}

/** The places on the page that a verdict's reason leads to. */
export const CHART_IDS = {
  traffic: 'performance-traffic',
  errors: 'performance-errors',
  latency: 'performance-latency',
  predictionDrift: 'performance-prediction-drift',
  quality: 'performance-quality',
  drift: 'performance-drift',
  completeness: 'performance-completeness',
} as const;

/** Y axis of counts. */
export const WHOLE_NUMBERS = { whole: true };

/** Y axis of a Jensen-Shannon distance, which is 1 at most. */
export const DISTANCES = { ceiling: 1 };
