import {
  InferenceHistogram,
  InferenceQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import { ChartSkeleton } from '../../../charts/ChartFrame/ChartSkeleton';
import { TimeSeriesChart } from '../../../charts/TimeSeriesChart/TimeSeriesChart';
import {
  formatCount,
  formatCountOf,
} from '../../../components/formatNumber/formatNumber';
import {
  failureWords,
  outcomeWords,
} from '../../../components/outcomeWords/outcomeWords';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { formatInstant } from '../../../components/RelativeTime/formatInstant';
import { NoFirstRecord } from '../../../timeRange/NoFirstRecord';
import { noteOfCounted } from '../../../timeRange/timeRange';
import { ModelParams } from '../api/ModelParams';
import { useRecordCounts } from '../api/useRecordCounts';
import { histogramSeries } from './histogramSeries';
import { useMarkers } from './useMarkers';

const HEIGHT_PX = 96;
const WHOLE_NUMBERS = { whole: true };
/** Profiles are written every few seconds while records come in. */
const TAIL_POLL_MS = 10_000;
/** Until the first is counted, which the list may show already. */
const AWAIT_POLL_MS = 2_000;

export interface RecordHistogramProps {
  params: ModelParams;
  query: InferenceQuery;
  /** How often the search was asked to be read anew. */
  refreshes: number;
  /** Where the time axis ends; epoch milliseconds. */
  until: number;
  tailing: boolean;
  onZoom: (from: number, until: number) => void;
}

/** Records over time, on top those that failed, by whose fault it was; a range dragged over becomes the range. */
export function RecordHistogram(props: RecordHistogramProps) {
  const { params, query } = props;
  const pollMs = props.tailing ? TAIL_POLL_MS : false;
  const {
    counts: histogram,
    from,
    firstFailed,
  } = useRecordCounts(
    params,
    { query, refreshes: props.refreshes },
    {
      pollMs: data => pollMs && (data?.total === 0 ? AWAIT_POLL_MS : pollMs),
      keepPrevious: true,
    },
  );
  if (firstFailed) {
    return <NoFirstRecord query={firstFailed} />;
  }
  return (
    <QueryBoundary
      query={histogram}
      what="the records over time"
      skeleton={<ChartSkeleton heightPx={HEIGHT_PX} />}
    >
      {data => (
        <HistogramOf
          {...props}
          data={data}
          pollMs={pollMs}
          from={from === undefined ? undefined : Date.parse(from)}
          until={
            props.tailing
              ? Math.max(props.until, histogram.dataUpdatedAt)
              : props.until
          }
        />
      )}
    </QueryBoundary>
  );
}

interface HistogramOfProps extends RecordHistogramProps {
  data: InferenceHistogram;
  pollMs: number | false;
  /** Where the time axis begins; absent: with the first bucket. */
  from: number | undefined;
}

function HistogramOf(props: HistogramOfProps) {
  const { data, query, from, until } = props;
  const { buckets, series } = useMemo(
    () => histogramSeries(data, { from, until, status: query.status }),
    [data, from, until, query.status],
  );
  // Asked for once the bars are there, which wait for nothing.
  const markers = useMarkers(
    props.params,
    {
      environment: query.environment,
      version: query.version,
      from: new Date(buckets.from).toISOString(),
      until: query.until,
    },
    { refreshes: props.refreshes, refetchInterval: props.pollMs },
  );
  return (
    <TimeSeriesChart
      title="Records over time"
      subtitle={describeCounts(data, query)}
      heightPx={HEIGHT_PX}
      buckets={buckets}
      series={series}
      markers={markers}
      format={value => formatCountOf(value, 'record')}
      formatAxis={formatCount}
      yAxis={WHOLE_NUMBERS}
      note={noteOf(data, query, until)}
      onZoom={props.onZoom}
    />
  );
}

function noteOf(
  { searchedUntil, ...counted }: InferenceHistogram,
  query: InferenceQuery,
  now: number,
): string | undefined {
  return searchedUntil
    ? `Counted back until ${formatInstant(
        searchedUntil,
      )}: this search looks at single records, so many at a time`
    : noteOfCounted(query, counted, now);
}

/** Of what was looked for by how it ended, no share failed: all of it did, or none. */
function describeCounts(
  data: InferenceHistogram,
  { status, errorType, errorPlace, text }: InferenceQuery,
): string {
  switch (status) {
    case 'ok':
      return formatCountOf(data.total, 'record');
    case 'error':
      return formatCountOf(data.errors, 'error');
    case 'failed':
      return failureWords(data);
    case 'invalid':
      return formatCountOf(data.invalidRequests, 'invalid request');
    default:
      return errorType || errorPlace || text
        ? failureWords(data)
        : outcomeWords({ ...data, noun: 'record' });
  }
}
