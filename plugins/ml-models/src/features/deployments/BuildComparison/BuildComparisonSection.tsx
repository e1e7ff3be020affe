import {
  BuildComparison,
  ComparedMeasure,
  Deployment,
  QUALITY_METRICS,
} from '@noshelfware/backstage-plugin-ml-models-common';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Alert, { AlertProps } from '@material-ui/lab/Alert';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import {
  formatCount,
  formatNumber,
} from '../../../components/formatNumber/formatNumber';
import { Section } from '../../../components/Section/Section';

const SEVERITIES: Record<BuildComparison['outcome'], AlertProps['severity']> = {
  'not-worse': 'success',
  worse: 'error',
  // What is not known is no good sign.
  'not-measured': 'warning',
};

/** What a retrain has built beside what was live: by what it was let through, or was not. */
export function BuildComparisonSection(props: { deployment: Deployment }) {
  const { buildComparison: comparison } = props.deployment;
  if (!comparison) {
    return null;
  }
  const { candidate, live, measures, outcome, says } = comparison;
  const title = `Version ${candidate}, retrained, beside version ${live}`;
  return (
    <Section title={title}>
      <Alert severity={SEVERITIES[outcome]}>{says}.</Alert>
      {measures.length > 0 && (
        <DenseTable label={title}>
          <TableHead>
            <TableRow>
              <TableCell>On the same rows</TableCell>
              <TableCell align="right">Version {candidate}</TableCell>
              <TableCell align="right">Version {live}, live</TableCell>
              <TableCell align="right">Rows</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {measures.map(compared => (
              <MeasureRow key={compared.measure} {...compared} />
            ))}
          </TableBody>
        </DenseTable>
      )}
    </Section>
  );
}

function MeasureRow({ measure, candidate, live, n }: ComparedMeasure) {
  const metric = QUALITY_METRICS.find(it => it.measure === measure);
  return (
    <TableRow>
      <TableCell component="th" scope="row" title={metric?.help}>
        {metric?.title ?? measure}
      </TableCell>
      <TableCell align="right">{formatNumber(candidate)}</TableCell>
      <TableCell align="right">{formatNumber(live)}</TableCell>
      <TableCell align="right">{formatCount(n)}</TableCell>
    </TableRow>
  );
}
