import { makeStyles } from '@material-ui/core/styles';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { VersionCompleteness } from '@noshelfware/backstage-plugin-ml-models-common';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import {
  formatCount,
  formatPercent,
} from '../../../components/formatNumber/formatNumber';
import { formatSpan, NOUNS } from './describeCompleteness';

const useStyles = makeStyles({
  // A number or a time that breaks in two is misread.
  whole: { '& td': { whiteSpace: 'nowrap' } },
});

/** The same in numbers: each version as a whole, then its gaps. */
export function CompletenessTable(props: {
  versions: readonly VersionCompleteness[];
}) {
  const classes = useStyles();
  return (
    <DenseTable label="Completeness by version and gap" wide>
      <TableHead>
        <TableRow>
          <TableCell>Version</TableCell>
          <TableCell>When</TableCell>
          <TableCell>Counted</TableCell>
          <TableCell align="right">Recorded</TableCell>
          <TableCell align="right">Of</TableCell>
          <TableCell align="right">Missing</TableCell>
          <TableCell align="right">Share recorded</TableCell>
        </TableRow>
      </TableHead>
      <TableBody className={classes.whole}>
        {props.versions.flatMap(rowsOf)}
      </TableBody>
    </DenseTable>
  );
}

function rowsOf(version: VersionCompleteness) {
  const rows = [
    { when: 'whole range', ...version },
    ...version.gaps.map(gap => ({ when: formatSpan(gap), ...gap })),
  ];
  return rows.map(({ when, expected, missing }) => (
    <TableRow key={`${version.version} ${when} ${missing}`}>
      <TableCell>{version.version}</TableCell>
      <TableCell>{when}</TableCell>
      <TableCell>{NOUNS[version.basis]}s</TableCell>
      <TableCell align="right">{formatCount(expected - missing)}</TableCell>
      <TableCell align="right">{formatCount(expected)}</TableCell>
      <TableCell align="right">{formatCount(missing)}</TableCell>
      <TableCell align="right">
        {expected > 0 ? formatPercent(1 - missing / expected) : 'not counted'}
      </TableCell>
    </TableRow>
  ));
}
