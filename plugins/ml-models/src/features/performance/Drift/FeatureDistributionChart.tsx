import {
  FeatureDistribution,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import { useOperation } from '../../../api/useOperation';
import { HistogramChart } from '../../../charts/HistogramChart/HistogramChart';
import { ComparedReport } from '../Comparison/comparison';
import { histogramOf } from './histogramOf';

export interface FeatureDistributionChartProps {
  params: { namespace: string; name: string };
  /** The feature's id. */
  feature: string;
  distribution: FeatureDistribution;
  /** Absent: only the baseline is drawn beside. */
  compared?: ComparedReport;
  heightPx: number;
}

/** How a feature is spread now, over its baseline and what is compared with. */
export function FeatureDistributionChart(props: FeatureDistributionChartProps) {
  const { params, feature, distribution, compared } = props;
  const before = useOperation(
    operations.getFeatureDistribution,
    {
      params: { ...params, feature },
      query: compared?.query,
    },
    {
      enabled: compared !== undefined,
      keepPrevious: true,
      question: `${feature} ${compared?.label ?? ''}`,
    },
  ).data;
  const histogram = useMemo(
    () => histogramOf(distribution, compared && before),
    [distribution, compared, before],
  );
  return (
    <HistogramChart
      title="Distribution"
      bins={histogram.bins}
      compared={histogram.otherBins ? undefined : compared?.label}
      heightPx={props.heightPx}
      note={
        compared && histogram.otherBins
          ? `That of ${compared.label} was counted in other bins, and cannot be laid over this one.`
          : undefined
      }
    />
  );
}
