import { formatCountOf } from '../../components/formatNumber/formatNumber';
import { useChartCursor } from '../ChartCursor';
import { toneColor } from '../chartTheme';
import { CursorLayer } from '../CursorLayer/CursorLayer';
import { TooltipRows } from '../CursorLayer/TooltipRows';
import { bucketShare, findBucket, TimeBuckets } from '../timeBuckets';
import { useChartTheme } from '../useChartTheme';
import { formatBucket } from './formatBucket';
import { markersIn } from './markerLines';
import { ChartMarker, Samples, TimeSeries } from './timeSeries';
import { describeBucket, describeValue, summarise } from './timeSeriesTable';

export interface TimeCursorProps {
  title: string;
  unit?: string;
  buckets: TimeBuckets;
  series: readonly TimeSeries[];
  samples?: Samples;
  markers: readonly ChartMarker[];
  format: (value: number) => string;
  widthPx: number;
  onZoom?: (from: number, until: number) => void;
}

/** The shared cursor as one chart of time sees it. */
export function TimeCursor(props: TimeCursorProps) {
  const { buckets, series, samples, markers, format, onZoom } = props;
  const theme = useChartTheme();
  const cursor = useChartCursor();
  const index =
    cursor.time === undefined ? undefined : findBucket(buckets, cursor.time);
  const sampleSize = (place: number) => {
    const n = samples?.counts[place];
    return samples && typeof n === 'number'
      ? `n = ${formatCountOf(n, samples.noun)}`
      : undefined;
  };
  return (
    <CursorLayer
      label={props.unit ? `${props.title}, ${props.unit}` : props.title}
      summary={summarise({ ...props, markers: markers.length })}
      span={{ widthPx: props.widthPx }}
      count={buckets.starts.length}
      index={index}
      onMove={place =>
        cursor.setTime(
          place === undefined
            ? undefined
            : buckets.starts[place] + buckets.bucketMs / 2,
        )
      }
      shareOf={place => bucketShare(buckets, place)}
      indexAt={share => bucketAt(buckets, share)}
      describe={place =>
        [
          describeBucket({ ...props, index: place }),
          ...markersIn(buckets, markers, place).map(({ text }) => text),
        ].join('. ')
      }
      renderTooltip={place => (
        <TooltipRows
          head={formatBucket(buckets.starts[place], buckets.bucketMs)}
          rows={series.map(each => ({
            name: each.name,
            color: toneColor(theme, each.tone),
            value: describeValue(each, place, format) ?? 'no data',
          }))}
          foot={
            <>
              {sampleSize(place)}
              {markersIn(buckets, markers, place).map(({ time, text }) => (
                <div key={`${time} ${text}`}>{text}</div>
              ))}
            </>
          }
        />
      )}
      onSelect={
        onZoom &&
        ((first, last) =>
          onZoom(
            buckets.starts[first],
            buckets.starts[last] + buckets.bucketMs,
          ))
      }
    />
  );
}

function bucketAt(buckets: TimeBuckets, share: number): number {
  const time = buckets.from + share * (buckets.until - buckets.from);
  return (
    findBucket(buckets, time) ?? (share > 0.5 ? buckets.starts.length - 1 : 0)
  );
}
