import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  DRIFT_SAMPLES_MIN,
  PerformanceQuery,
  PerformanceReport,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useDeferredValue, useMemo } from 'react';
import { HeatmapRow } from '../../../charts/HeatmapChart/heatmap';
import { HeatmapChart } from '../../../charts/HeatmapChart/HeatmapChart';
import { EmptyNote } from '../../../components/EmptyNote/EmptyNote';
import { Section } from '../../../components/Section/Section';
import { Subtle } from '../../../components/Subtle/Subtle';
import { ComparedReport } from '../Comparison/comparison';
import { CHART_IDS } from '../OverTime/ChartProps';
import { formatStep } from '../OverTime/formatStep';
import { Timeline } from '../OverTime/timeline';
import { describeDrift } from './describeDrift';
import {
  comparedDriftColumns,
  comparedHeatmapRow,
  hasDistances,
  whyNotCompared,
} from './comparedDrift';
import { DRIFT_COLUMNS } from './driftColumns';
import { DriftFilterFields } from './DriftFilterFields';
import { driftHeatmap, DriftFilter, filterDrift } from './driftRows';
import { noteOfCalendar, noteOfSteps, reachesBack } from './driftSteps';
import { DriftTable, DriftTableView } from './DriftTable';
import { featureId } from './featureId';
import { FeatureDetail } from './FeatureDetail';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(3) },
  table: { marginTop: theme.spacing(2) },
}));

export interface DriftSectionProps {
  params: { namespace: string; name: string };
  query: PerformanceQuery;
  report: PerformanceReport;
  /** The range of the report in words, e.g. `in the last 30 days`. */
  when: string;
  /** Absent when nothing is compared. */
  compared?: ComparedReport;
  timeline: Timeline;
  filter: DriftFilter;
  onFilter: (filter: Partial<DriftFilter>) => void;
  /** How the table of features is shown. */
  table: DriftTableView;
  onTable: (view: DriftTableView) => void;
  /** The feature looked at; empty: none. */
  feature: string;
  onFeature: (feature: string) => void;
  onZoom: (from: number, until: number) => void;
}

/** Do requests still look like what the model was trained on? */
export function DriftSection(props: DriftSectionProps) {
  const classes = useStyles();
  const { report, compared, filter, feature } = props;
  const find = useDeferredValue(filter.find);
  const { drifted } = filter;
  const heatmap = useMemo(() => driftHeatmap(report), [report]);
  const found = useMemo(
    () => filterDrift(report.drift, { find, drifted }),
    [report.drift, find, drifted],
  );
  const rows = useMemo(
    () =>
      found.flatMap(
        drift => heatmap.rows.get(featureId(drift, report.drift)) ?? [],
      ),
    [found, heatmap, report.drift],
  );
  const { timeline } = props;
  const buckets = useMemo(() => {
    const { from, until } = timeline.buckets;
    // Its columns may be far longer than the steps of the charts above.
    return { ...heatmap.buckets, from, until };
  }, [heatmap.buckets, timeline.buckets]);
  const columns = useMemo(
    () =>
      compared
        ? // Beside the distance that they are compared with.
          [
            ...DRIFT_COLUMNS.slice(0, 1),
            ...comparedDriftColumns(compared),
            ...DRIFT_COLUMNS.slice(1),
          ]
        : DRIFT_COLUMNS,
    [compared],
  );
  const before = useMemo(
    () =>
      feature !== '' && compared
        ? comparedHeatmapRow(heatmap.buckets, compared, feature)
        : undefined,
    [heatmap, compared, feature],
  );
  const hasOthers = compared && hasDistances(compared.report.drift);
  const notCompared = compared?.between && whyNotCompared(compared.between);
  return (
    <div className={classes.root}>
      <Section
        title="Drift"
        action={<DriftFilterFields filter={filter} onFilter={props.onFilter} />}
      >
        <Typography
          variant="body2"
          gutterBottom
          // A verdict's reason leads here where there is no heat map.
          id={rows.length > 0 ? undefined : CHART_IDS.drift}
          tabIndex={-1}
        >
          {describeDrift(report, props.when)}
        </Typography>
        {notCompared && (
          <Subtle>
            Features are not compared with {compared?.label}
            {hasOthers && ' directly'}. {notCompared}.
            {hasOthers &&
              ' Each distance below is to the baseline of its own version.'}
          </Subtle>
        )}
        {report.drift.length > 0 && found.length === 0 && (
          <EmptyNote title="No feature matches">
            {drifted
              ? 'None that has drifted has this in its name.'
              : 'None has this in its name.'}
          </EmptyNote>
        )}
        {rows.length > 0 && (
          <HeatmapChart
            id={CHART_IDS.drift}
            title="Drift over time, worst first"
            subtitle={`Jensen-Shannon distance to the baseline per ${formatStep(
              report.heatmap.bucketSeconds,
            )}`}
            buckets={buckets}
            rows={rows}
            limit={report.drift[0].distanceLimit}
            leastN={DRIFT_SAMPLES_MIN}
            blank={
              report.versions.length > 1
                ? 'too little to say, or of a version left out'
                : undefined
            }
            markers={timeline.markers}
            selected={feature}
            note={
              isBlank(rows)
                ? 'Too few records in every step to compare: it takes 100. A longer range has longer steps.'
                : [
                    noteOfSteps(report.heatmap.bucketSeconds, {
                      isEmpty: false,
                      hasFaint: hasFaint(rows[0]),
                      beginsBefore: reachesBack(report, {
                        starts: report.heatmap.starts,
                        n: report.heatmap.rows[0].n,
                      }),
                    }),
                    noteOfCalendar(report.heatmap.bucketSeconds),
                  ]
                    .filter(Boolean)
                    .join('. ')
            }
            onPick={name => props.onFeature(name === feature ? '' : name)}
          />
        )}
        {feature !== '' && (
          <FeatureDetail
            key={feature}
            params={props.params}
            query={props.query}
            feature={feature}
            drift={report.drift.find(
              drift => featureId(drift, report.drift) === feature,
            )}
            row={heatmap.rows.get(feature)}
            before={before}
            compared={compared}
            buckets={heatmap.buckets}
            markers={timeline.markers}
            onZoom={props.onZoom}
            onClose={() => props.onFeature('')}
          />
        )}
        {found.length > 0 && (
          <div className={classes.table}>
            <DriftTable
              drift={found}
              idOf={drift => featureId(drift, report.drift)}
              columns={columns}
              view={props.table}
              onView={props.onTable}
              selected={feature}
              onPick={props.onFeature}
            />
          </div>
        )}
      </Section>
    </div>
  );
}

function hasFaint({ values, n }: HeatmapRow): boolean {
  return values.some(
    (value, index) => value !== null && n[index] < DRIFT_SAMPLES_MIN,
  );
}

function isBlank(rows: readonly HeatmapRow[]): boolean {
  return rows.every(({ values }) => values.every(value => value === null));
}
