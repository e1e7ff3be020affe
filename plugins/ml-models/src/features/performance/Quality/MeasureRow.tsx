import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import {
  findEvaluated,
  PerformanceReport,
  QualityMetric,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  formatCount,
  formatNumber,
} from '../../../components/formatNumber/formatNumber';
import { ComparedReport } from '../Comparison/comparison';
import { listEvaluated } from '../describeEvaluation';
import { formatChange } from '../formatChange';
import { WithCompared } from '../Comparison/WithCompared';
import { ofLabels, restsOnFew, tellError } from '../qualityRows';

/** Keeps the place of what still loads. */
const PENDING = '…';

/** One measure: its value, that of what it is compared with, and its evaluation. */
export function MeasureRow(props: {
  metric: QualityMetric;
  report: PerformanceReport;
  compared?: ComparedReport;
  comparedWith: string;
}) {
  const { metric, report, compared, comparedWith } = props;
  const { measure, short, help } = metric;
  const { totals } = report;
  const evaluated = findEvaluated(metric, listEvaluated(report));
  return (
    <TableRow hover>
      <TableCell title={help}>{short}</TableCell>
      <MeasuredCell metric={metric} totals={totals} />
      {comparedWith && (
        <>
          <MeasuredCell metric={metric} totals={compared?.report.totals} />
          <TableCell align="right">
            {compared
              ? formatChange(
                  difference(totals[measure], compared.report.totals[measure]),
                )
              : PENDING}
          </TableCell>
        </>
      )}
      <TableCell align="right">{formatMeasure(evaluated?.value)}</TableCell>
      <SampleCell metric={metric} totals={totals} />
      {comparedWith && (
        <SampleCell metric={metric} totals={compared?.report.totals} />
      )}
    </TableRow>
  );
}

interface SideProps {
  metric: QualityMetric;
  /** Absent while they load. */
  totals?: PerformanceReport['totals'];
}

function MeasuredCell(props: SideProps) {
  const { metric, totals } = props;
  const { measure } = metric;
  if (totals?.[measure] === undefined) {
    return <TableCell align="right">{totals ? '–' : PENDING}</TableCell>;
  }
  return (
    <TableCell align="right">
      <WithCompared
        value={`${formatNumber(totals[measure])}${tellError(measure)(totals)}`}
        n={ofLabels(measure)(totals)}
        isUncertain={restsOnFew(measure)(totals)}
        comparedWith=""
      />
    </TableCell>
  );
}

/** What the measure rests on, on that side. */
function SampleCell({ metric: { measure }, totals }: SideProps) {
  if (totals?.[measure] === undefined) {
    return <TableCell align="right">{totals ? '–' : PENDING}</TableCell>;
  }
  return (
    <TableCell align="right">
      {formatCount(totals.samples[measure] ?? totals.labels)}
    </TableCell>
  );
}

function formatMeasure(value: number | undefined): string {
  return value === undefined ? '–' : formatNumber(value);
}

function difference(
  value: number | undefined,
  from: number | undefined,
): number | undefined {
  return value === undefined || from === undefined ? undefined : value - from;
}
