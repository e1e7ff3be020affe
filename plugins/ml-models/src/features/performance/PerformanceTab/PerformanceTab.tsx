import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { useMemo } from 'react';
import { isMissing } from '../../../api/isMissing';
import { useLastAnswer } from '../../../api/useLastAnswer';
import { environmentNames } from '../../../api/environmentNames';
import { useModelStatus } from '../../../api/useModelStatus';
import { useOperation } from '../../../api/useOperation';
import { TableViewsProvider } from '../../../charts/ChartFrame/TableViews';
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import { ErrorNote } from '../../../components/QueryBoundary/ErrorNote';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { useLatestCallback } from '../../../components/useStable/useLatestCallback';
import { sayTimeRange, writeTimeRange } from '../../../timeRange/timeRange';
import { useResolvedRange } from '../../../timeRange/useResolvedRange';
import { NoFirstRecord } from '../../../timeRange/NoFirstRecord';
import { useFirstRecord } from '../../../timeRange/useFirstRecord';
import { labelComparison, writeComparison } from '../Comparison/comparison';
import { useComparedReport } from '../Comparison/useComparedReport';
import { PerformanceBar } from '../PerformanceBar/PerformanceBar';
import { VerdictLine } from '../VerdictLine/VerdictLine';
import { AddressNotes } from './AddressNotes';
import { NoSuchEnvironment } from './NoSuchEnvironment';
import { NoSuchVersion } from './NoSuchVersion';
import { PerformanceContent } from './PerformanceContent';
import { PerformanceSkeleton } from './PerformanceSkeleton';
import { usePerformanceUrl } from './usePerformanceUrl';

/** Profiles gather 5 minutes; a minute is soon enough to see them grow. */
const MOVE_MS = 60_000;

/** Height of the bar when it takes two lines, in steps of the theme's spacing. */
const STICKY_BAR = 14;

const useStyles = makeStyles(theme => ({
  root: {
    ...theme.typography.body2,
    // What the keyboard moves to is not left under the sticky bar.
    '& :focus': { scrollMarginTop: theme.spacing(STICKY_BAR) },
  },
  stale: { opacity: 0.55, transition: 'opacity 150ms' },
}));

/** Is the model still good? */
export function PerformanceTab() {
  const classes = useStyles();
  const { namespace, name, modelRef, title, slices } = useEntityModel();
  const params = { namespace, name };
  const url = usePerformanceUrl();
  const { range } = url;
  const resolved = useResolvedRange(range, MOVE_MS);
  const first = useFirstRecord(params, { enabled: range.kind === 'all' });
  const query = {
    ...resolved.instants,
    from: resolved.instants.from ?? first.from,
    // The end too, so that every part of the page speaks of the same time.
    until: new Date(resolved.until).toISOString(),
    environment: url.environment || undefined,
    version: url.version,
  };
  const report = useOperation(
    operations.getPerformance,
    { params, query },
    { enabled: !first.pending && !first.failed, keepPrevious: true },
  );
  const question = [
    writeTimeRange(range),
    url.environment,
    url.version ?? '',
  ].join();
  const { query: shown, isStale } = useLastAnswer(report, question);
  const compared = useComparedReport(params, {
    comparison: url.comparison,
    query,
    until: resolved.until,
    question,
    // Beside it the charts would wait for three answers, not for their own.
    enabled: report.data !== undefined,
  });
  // The router makes another setter at every change of the URL; the charts,
  // which are dear to draw, get one that stays.
  const setUrl = useLatestCallback(url.setUrl);
  const zoom = useLatestCallback((from: number, until: number) =>
    setUrl({ range: writeTimeRange({ kind: 'between', from, until }) }),
  );
  const chooseQuality = useLatestCallback((quality: string) =>
    setUrl({ quality }),
  );
  const tableViews = useMemo(
    () => ({
      shown: url.tables,
      onShow: (tables: readonly string[]) =>
        setUrl({ tables }, { replace: true }),
    }),
    [url.tables, setUrl],
  );
  const status = useModelStatus(params).data;
  const versions = useOperation(operations.listVersions, { params }).data;
  const numbers = versions?.items.map(({ version }) => version) ?? [];
  const missing =
    shown.error && isMissing(shown.error) ? shown.error : undefined;
  if (
    missing &&
    url.version !== undefined &&
    versions !== undefined &&
    !numbers.includes(url.version)
  ) {
    return (
      <NoSuchVersion
        version={url.version}
        onAll={() => setUrl({ version: '' })}
      />
    );
  }
  const unknownEnvironment = url.environment === '' ? undefined : missing;
  return (
    <div className={classes.root}>
      {shown.data ? (
        <VerdictLine
          verdict={shown.data.verdict}
          environment={shown.data.environment}
          hasCharts={!first.failed && shown.data.totals.requests > 0}
        />
      ) : (
        report.isPending &&
        !first.failed && <Skeleton width="60%" height={56} />
      )}
      <PerformanceBar
        range={range}
        onRange={next => setUrl({ range: writeTimeRange(next) })}
        onRefresh={resolved.refresh}
        environment={url.environment || shown.data?.environment || ''}
        environments={environmentNames(status)}
        onEnvironment={environment => setUrl({ environment })}
        version={url.version}
        versions={numbers}
        onVersion={version => setUrl({ version: version?.toString() ?? '' })}
        comparison={url.comparison}
        hasPrevious={range.kind !== 'all'}
        onCompare={comparison =>
          setUrl({ compare: writeComparison(comparison) })
        }
      />
      <AddressNotes url={url} />
      {compared.result.error && url.comparison.kind !== 'none' && (
        <ErrorNote
          title={`Could not load the ${labelComparison(
            url.comparison,
          )} to compare with`}
          error={compared.result.error}
          onRetry={() => compared.result.refetch()}
          retrying={compared.result.isFetching}
        />
      )}
      {unknownEnvironment && (
        <NoSuchEnvironment
          environment={url.environment}
          error={unknownEnvironment}
          onFirst={() => setUrl({ environment: '' })}
        />
      )}
      {first.failed && <NoFirstRecord query={first.failed} />}
      {!first.failed && !unknownEnvironment && (
        <QueryBoundary
          query={shown}
          what="the performance report"
          skeleton={<PerformanceSkeleton />}
        >
          {data => (
            <div
              className={isStale ? classes.stale : undefined}
              aria-busy={isStale}
            >
              <TableViewsProvider value={tableViews}>
                <PerformanceContent
                  params={params}
                  modelRef={modelRef}
                  title={title}
                  version={url.version}
                  query={query}
                  asked={resolved.instants}
                  report={data}
                  when={sayTimeRange(range, resolved.until)}
                  compared={compared.data}
                  comparedWith={
                    compared.result.isError
                      ? ''
                      : labelComparison(url.comparison)
                  }
                  qualityScale={url.quality}
                  onQualityScale={chooseQuality}
                  namedSlices={slices}
                  slice={url.slice}
                  onSlice={slice => setUrl({ slice })}
                  filter={{ find: url.find, drifted: url.drifted }}
                  onFilter={filter => setUrl(filter, { replace: true })}
                  feature={url.feature}
                  onFeature={feature => setUrl({ feature })}
                  table={{ sort: url.sort, page: url.page }}
                  onTable={table => setUrl(table, { replace: true })}
                  onZoom={zoom}
                />
              </TableViewsProvider>
            </div>
          )}
        </QueryBoundary>
      )}
    </div>
  );
}
