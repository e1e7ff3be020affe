import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CloseIcon from '@material-ui/icons/Close';
import {
  FeatureDrift,
  operations,
  PerformanceQuery,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useOperation } from '../../../api/useOperation';
import { ChartSkeleton } from '../../../charts/ChartFrame/ChartSkeleton';
import { HeatmapRow } from '../../../charts/HeatmapChart/heatmap';
import { TimeBuckets } from '../../../charts/timeBuckets';
import { ChartMarker } from '../../../charts/TimeSeriesChart/timeSeries';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { useBroughtIntoView } from '../../../components/useBroughtIntoView/useBroughtIntoView';
import { DriftWord } from './DriftWord';
import { Subtle } from '../../../components/Subtle/Subtle';
import { ComparedReport } from '../Comparison/comparison';
import { ComparedRow } from './comparedDrift';
import { FeatureDistributionChart } from './FeatureDistributionChart';
import { FeatureOverTime } from './FeatureOverTime';

const HEIGHT_PX = 180;

const useStyles = makeStyles(theme => ({
  root: { margin: theme.spacing(2, 0), '&:focus': { outline: 'none' } },
  head: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    marginBottom: theme.spacing(0.5),
  },
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
  close: { marginLeft: 'auto' },
  charts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: theme.spacing(1.5),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
}));

export interface FeatureDetailProps {
  params: { namespace: string; name: string };
  query: PerformanceQuery;
  feature: string;
  /** Of the report; absent when it does not tell of the feature. */
  drift: FeatureDrift | undefined;
  row: HeatmapRow | undefined;
  /** What the distances are compared with, over the same buckets. */
  before?: ComparedRow;
  /** Whose distribution is drawn over this one. */
  compared?: ComparedReport;
  buckets: TimeBuckets;
  markers: readonly ChartMarker[];
  onZoom: (from: number, until: number) => void;
  onClose: () => void;
}

/** One feature: how it is spread now over its baseline, and since when. */
export function FeatureDetail(props: FeatureDetailProps) {
  const classes = useStyles();
  const { params, query, feature, drift, compared } = props;
  const distribution = useOperation(
    operations.getFeatureDistribution,
    { params: { ...params, feature }, query },
    {
      // What its bins are called by may not be seen any more.
      enabled: !drift?.redacted,
      keepPrevious: true,
      question: [feature, query.environment ?? '', query.version ?? ''].join(),
    },
  );
  const root = useBroughtIntoView('nearest', distribution.status);
  return (
    <section
      ref={root}
      tabIndex={-1}
      className={classes.root}
      aria-label={`Feature ${feature}`}
    >
      <div className={classes.head}>
        <Typography variant="body1" component="h3" className={classes.name}>
          {feature}
        </Typography>
        {drift && <DriftWord drift={drift} />}
        {drift?.reason && !drift.redacted && <Subtle>{drift.reason}</Subtle>}
        <IconButton
          size="small"
          className={classes.close}
          aria-label={`Close ${feature}`}
          onClick={props.onClose}
        >
          <CloseIcon fontSize="small" />
        </IconButton>
      </div>
      <div className={classes.charts}>
        {drift?.redacted ? (
          <EmptyNote title="No distribution">{drift.reason}</EmptyNote>
        ) : (
          <QueryBoundary
            query={distribution}
            what={`the distribution of ${feature}`}
            skeleton={<ChartSkeleton heightPx={HEIGHT_PX} />}
          >
            {data => (
              <FeatureDistributionChart
                {...{ params, feature, compared }}
                distribution={data}
                heightPx={HEIGHT_PX}
              />
            )}
          </QueryBoundary>
        )}
        {props.row && (
          <FeatureOverTime
            row={props.row}
            limit={props.drift?.distanceLimit}
            before={props.before}
            buckets={props.buckets}
            markers={props.markers}
            heightPx={HEIGHT_PX}
            onZoom={props.onZoom}
          />
        )}
      </div>
    </section>
  );
}
