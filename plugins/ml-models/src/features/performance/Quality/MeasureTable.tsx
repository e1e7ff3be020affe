import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import {
  findEvaluated,
  PerformanceReport,
  QUALITY_METRICS,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import {
  formatCount,
  formatNumber,
} from '../../../components/formatNumber/formatNumber';
import { listEvaluated, nameEvaluation } from '../describeEvaluation';

/** Every measure with what it rests on, beside what the evaluation had. */
export function MeasureTable(props: { report: PerformanceReport }) {
  const { totals } = props.report;
  const reported = listEvaluated(props.report);
  return (
    <DenseTable label="Measures of quality">
      <TableHead>
        <TableRow>
          <TableCell>Measure</TableCell>
          <TableCell align="right">Value</TableCell>
          <TableCell
            align="right"
            title="What the version’s own pipeline measured before it was released"
          >
            At {nameEvaluation(props.report)}
          </TableCell>
          <TableCell align="right" title="Labels that the measure rests on">
            n
          </TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {QUALITY_METRICS.map(metric => {
          const value = totals[metric.measure];
          const evaluated = findEvaluated(metric, reported)?.value;
          return (
            value !== undefined && (
              <TableRow key={metric.measure} hover>
                <TableCell title={metric.help}>{metric.short}</TableCell>
                <TableCell align="right">{formatNumber(value)}</TableCell>
                <TableCell align="right">
                  {evaluated === undefined ? '–' : formatNumber(evaluated)}
                </TableCell>
                <TableCell align="right">
                  {formatCount(totals.samples[metric.measure] ?? totals.labels)}
                </TableCell>
              </TableRow>
            )
          );
        })}
      </TableBody>
    </DenseTable>
  );
}
