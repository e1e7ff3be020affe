import {
  InferenceHistogram,
  InferenceQuery,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import { useOperation } from '../../../api/useOperation';
import { ChartSkeleton } from '../../../charts/ChartFrame/ChartSkeleton';
import { TimeSeriesChart } from '../../../charts/TimeSeriesChart/TimeSeriesChart';
import {
  formatCount,
  formatCountOf,
  formatPercent,
} from '../../../components/formatNumber/formatNumber';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { ModelParams } from '../api/ModelParams';
import { histogramSeries } from './histogramSeries';

const HEIGHT_PX = 96;
const WHOLE_NUMBERS = { whole: true };
/** Profiles are written every few seconds while records come in. */
const TAIL_POLL_MS = 10_000;

const NARROWER =
  'Counts every record of this range, version, environment and traffic. Type, text, id and feature filters apply to the list only.';

export interface RecordHistogramProps {
  params: ModelParams;
  query: InferenceQuery;
  /** Bounds of the axis in epoch milliseconds; no `from`: the first bucket. */
  from: number | undefined;
  until: number;
  tailing: boolean;
  onZoom: (from: number, until: number) => void;
}

/** Records over time, errors on top; a range dragged over becomes the range. */
export function RecordHistogram(props: RecordHistogramProps) {
  const histogram = useOperation(
    operations.getInferenceHistogram,
    { params: props.params, query: props.query },
    {
      refetchInterval: props.tailing ? TAIL_POLL_MS : false,
      keepPrevious: true,
    },
  );
  return (
    <QueryBoundary
      query={histogram}
      what="the records over time"
      skeleton={<ChartSkeleton heightPx={HEIGHT_PX} />}
    >
      {data => <HistogramOf {...props} data={data} />}
    </QueryBoundary>
  );
}

function HistogramOf(
  props: RecordHistogramProps & { data: InferenceHistogram },
) {
  const { data, query, from, until } = props;
  const { buckets, series } = useMemo(
    () => histogramSeries(data, { from, until, status: query.status }),
    [data, from, until, query.status],
  );
  return (
    <TimeSeriesChart
      title="Records over time"
      subtitle={totalText(data)}
      heightPx={HEIGHT_PX}
      buckets={buckets}
      series={series}
      format={value => formatCountOf(value, 'record')}
      formatAxis={formatCount}
      yAxis={WHOLE_NUMBERS}
      note={isNarrower(query) ? NARROWER : undefined}
      onZoom={props.onZoom}
    />
  );
}

function isNarrower(query: InferenceQuery): boolean {
  return [query.errorType, query.text, query.id, query.features].some(
    filter => filter !== undefined,
  );
}

function totalText({ total, errors }: InferenceHistogram): string {
  const records = formatCountOf(total, 'record');
  return total > 0
    ? `${records}, ${formatCountOf(errors, 'error')} (${formatPercent(
        errors / total,
      )})`
    : records;
}
