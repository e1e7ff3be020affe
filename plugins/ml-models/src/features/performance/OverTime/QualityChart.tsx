import { QUALITY_OUTCOMES_MIN } from '@noshelfware/backstage-plugin-ml-models-common';
import { ReactNode, useMemo } from 'react';
import {
  formatCount,
  formatCountOf,
  formatNumber,
  formatPercent,
} from '../../../components/formatNumber/formatNumber';
import { TOO_FEW } from '../../../components/formatNumber/tooFew';
import { TimeSeriesChart } from '../../../charts/TimeSeriesChart/TimeSeriesChart';
import { labelsExpected } from '../labelsExpected';
import { CHART_IDS, ChartProps } from './ChartProps';
import { ChartNote } from './ChartNote';
import { qualitySeries } from './qualitySeries';
import { ScaleChoice } from './ScaleChoice';
import { formatStep } from './formatStep';
import { qualityTimelineOf, valuesOf } from './timeline';

export interface QualityChartProps extends ChartProps {
  /** Tells how outcomes are sent; shown while none have arrived. */
  howFeedbackArrives: ReactNode;
  /** Which measures are drawn; the first ones that there are when it is none. */
  qualityScale: string;
  onQualityScale: (scale: string) => void;
}

/** How often the model was right, as far as the outcomes are known. */
export function QualityChart(props: QualityChartProps) {
  const { report } = props;
  const timeline = useMemo(
    () => qualityTimelineOf(report, props.timeline),
    [report, props.timeline],
  );
  const { labels, labelsMissing, estimate } = report.totals;
  const expected = labelsExpected(report.totals);
  const view = useMemo(
    () => qualitySeries(timeline, report, props.qualityScale),
    [timeline, report, props.qualityScale],
  );
  const samples = useMemo(
    () => ({
      noun: 'label',
      counts: valuesOf(timeline, point => point.labels),
    }),
    [timeline],
  );
  return (
    <TimeSeriesChart
      id={CHART_IDS.quality}
      title="Quality"
      unit={view.unit}
      choice={
        view.scales.length > 1 && (
          <ScaleChoice
            scales={view.scales}
            chosen={view.scale}
            onChoose={props.onQualityScale}
          />
        )
      }
      buckets={timeline.buckets}
      markers={timeline.markers}
      series={view.series}
      initiallyHidden={view.hidden}
      references={view.references}
      samples={samples}
      yAxis={view.yAxis}
      format={value => formatNumber(value)}
      empty={
        <ChartNote>
          {labels > 0 ? (
            `${formatCountOf(
              labels,
              'label',
            )} in this range; too few in any step to measure.`
          ) : (
            <>
              No true outcome is known yet, so quality cannot be measured.
              {props.howFeedbackArrives}
            </>
          )}
        </ChartNote>
      }
      note={
        [
          ...(labels > 0
            ? [
                `Measured on ${formatCountOf(labels, 'label')}: ${formatPercent(
                  labels / expected,
                )} of ${formatCountOf(
                  expected,
                  'answered prediction',
                )}; ${formatCount(labelsMissing)} have none yet.`,
              ]
            : []),
          ...(estimate
            ? [
                'Estimated: what the scores themselves expect, without labels; blind to a changed relation of inputs to outcomes.',
              ]
            : []),
          ...(timeline.buckets.bucketMs > props.timeline.buckets.bucketMs
            ? [
                `One point per ${formatStep(
                  timeline.buckets.bucketMs / 1_000,
                )}: shorter steps would hold too few labels to judge by.`,
              ]
            : []),
          ...(view.isUncertain
            ? [
                `Faint: fewer than ${QUALITY_OUTCOMES_MIN} labels in the step, ${TOO_FEW}. A longer range has longer steps.`,
              ]
            : []),
        ].join(' ') || undefined
      }
      onZoom={props.onZoom}
    />
  );
}
