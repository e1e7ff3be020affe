import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  Completeness,
  PerformanceQuery,
  VersionCompleteness,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ChartMarker } from '../../../charts/TimeSeriesChart/timeSeries';
import { useTableView } from '../../../charts/ChartFrame/TableViews';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { QueryBoundary } from '../../../components/QueryBoundary/QueryBoundary';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';
import { Section } from '../../../components/Section/Section';
import { Subtle } from '../../../components/Subtle/Subtle';
import { CHART_IDS } from '../OverTime/ChartProps';
import { CompletenessChart } from './CompletenessChart';
import { CompletenessTable } from './CompletenessTable';
import { describeVersion, HOW, JUDGED } from './describeCompleteness';
import { GapList } from './GapList';
import { TotalText } from './TotalText';
import { useCompleteness } from './useCompleteness';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(3), outlineOffset: 4 },
  version: { marginBottom: theme.spacing(1.5) },
}));

export interface CompletenessSectionProps {
  params: { namespace: string; name: string };
  query: PerformanceQuery;
  /** The range in words, e.g. `in the last 30 days`. */
  when: string;
  /** In the range, without those replayed. */
  liveRequests: number;
  /** Events on the time axis. */
  markers: readonly ChartMarker[];
  /** A range was selected on the chart; epoch milliseconds. */
  onZoom: (from: number, until: number) => void;
}

/** Was every prediction recorded? */
export function CompletenessSection(props: CompletenessSectionProps) {
  const classes = useStyles();
  const [asTable, setAsTable] = useTableView('Completeness');
  const completeness = useCompleteness(props.params, props.query);
  const isEmpty = completeness.data?.versions.length === 0;
  return (
    <div id={CHART_IDS.completeness} tabIndex={-1} className={classes.root}>
      <Section
        title="Completeness"
        action={
          completeness.data && !isEmpty ? (
            <Button size="small" onClick={() => setAsTable(!asTable)}>
              {asTable ? 'Show as text' : 'Show as table'}
            </Button>
          ) : undefined
        }
      >
        <QueryBoundary
          query={completeness}
          what="the completeness of the records"
          skeleton={<Skeleton width="60%" height={48} />}
        >
          {data =>
            isEmpty ? (
              <NothingToCompare awaited={props.liveRequests > 0} />
            ) : (
              <Compared {...props} data={data} asTable={asTable} />
            )
          }
        </QueryBoundary>
      </Section>
    </div>
  );
}

interface ComparedProps extends CompletenessSectionProps {
  data: Completeness;
  asTable: boolean;
}

function Compared(props: ComparedProps) {
  const { data, asTable, when, markers, onZoom } = props;
  const isOverTime = data.versions.some(({ series }) => series.length > 1);
  return (
    <>
      {asTable ? (
        <CompletenessTable {...data} />
      ) : (
        <>
          {data.total && <TotalText total={data.total} when={when} />}
          {data.versions.map(version => (
            <VersionText key={version.version} version={version} when={when} />
          ))}
        </>
      )}
      <Subtle variant="caption" component="p">
        Compared up to <RelativeTime time={data.settledUntil} />; what is
        younger may still be on its way.
        {when !== JUDGED && ` The verdict looks at what came ${JUDGED}.`}
      </Subtle>
      {isOverTime && (
        <CompletenessChart
          completeness={data}
          markers={markers}
          onZoom={onZoom}
        />
      )}
    </>
  );
}

function VersionText(props: { version: VersionCompleteness; when: string }) {
  const { version, when } = props;
  const classes = useStyles();
  return (
    <div className={classes.version}>
      <Typography variant="body2">
        <strong>Version {version.version}</strong>:{' '}
        {describeVersion(version, when)}.
      </Typography>
      {version.gaps.length > 0 && <GapList version={version} />}
      <Subtle variant="caption" component="p">
        {HOW[version.basis]}
      </Subtle>
    </div>
  );
}

/** @param props.awaited - there are requests, of which records may still be on their way */
function NothingToCompare(props: { awaited: boolean }) {
  return (
    <EmptyNote
      title={
        props.awaited ? 'Not compared yet' : 'Nothing to compare in this range'
      }
    >
      Here it will say how many of the predictions that were served have left a
      record, and when some got lost. Requests of the last few minutes are
      compared once their records have had time to arrive.
    </EmptyNote>
  );
}
