import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import {
  PerformanceReport,
  QUALITY_METRICS,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import { ComparedReport } from '../Comparison/comparison';
import { nameEvaluation } from '../describeEvaluation';
import { MeasureRow } from './MeasureRow';

export interface MeasureTableProps {
  report: PerformanceReport;
  /** Absent while it loads, or when nothing is compared. */
  compared?: ComparedReport;
  /** What it is, or will be, compared with, e.g. `version 2`; empty: nothing. */
  comparedWith: string;
}

/** Every measure with what it rests on, beside what the evaluation had. */
export function MeasureTable(props: MeasureTableProps) {
  const { report, compared, comparedWith } = props;
  const measured = QUALITY_METRICS.filter(({ measure }) =>
    [report, compared?.report].some(
      side => side?.totals[measure] !== undefined,
    ),
  );
  return (
    <DenseTable label="Measures of quality" wide={comparedWith !== ''}>
      <TableHead>
        <TableRow>
          <TableCell>Measure</TableCell>
          <TableCell align="right">Value</TableCell>
          {comparedWith && (
            <>
              <TableCell align="right">{capitalise(comparedWith)}</TableCell>
              <TableCell
                align="right"
                title={`The value less that of ${comparedWith}`}
              >
                Difference
              </TableCell>
            </>
          )}
          <TableCell
            align="right"
            title="What the version’s own pipeline measured before it was released"
          >
            At {nameEvaluation(report)}
          </TableCell>
          <TableCell align="right" title="Labels that the measure rests on">
            n
          </TableCell>
          {comparedWith && (
            <TableCell
              align="right"
              title={`Labels that the measure of ${comparedWith} rests on`}
            >
              n, {comparedWith}
            </TableCell>
          )}
        </TableRow>
      </TableHead>
      <TableBody>
        {measured.map(metric => (
          <MeasureRow key={metric.measure} metric={metric} {...props} />
        ))}
      </TableBody>
    </DenseTable>
  );
}

function capitalise(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}
