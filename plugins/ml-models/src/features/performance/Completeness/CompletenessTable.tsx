import { makeStyles } from '@material-ui/core/styles';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import {
  TotalCompleteness,
  VersionCompleteness,
} from '@noshelfware/backstage-plugin-ml-models-common';
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

const WHOLE_RANGE = 'whole range';

/** The same in numbers: all together, then each version and its gaps. */
export function CompletenessTable(props: {
  total?: TotalCompleteness;
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
        {props.total && (
          <Row version="all" when={WHOLE_RANGE} counted={props.total} />
        )}
        {props.versions.flatMap(rowsOf)}
      </TableBody>
    </DenseTable>
  );
}

function rowsOf(version: VersionCompleteness) {
  const rows = [
    { when: WHOLE_RANGE, ...version },
    ...version.gaps.map(gap => ({ when: formatSpan(gap), ...gap })),
  ];
  return rows.map(({ when, expected, missing }) => (
    <Row
      key={`${version.version} ${when} ${missing}`}
      version={version.version}
      when={when}
      counted={{ basis: version.basis, expected, missing }}
    />
  ));
}

function Row(props: {
  version: number | 'all';
  when: string;
  counted: { basis: keyof typeof NOUNS; expected: number; missing: number };
}) {
  const { basis, expected, missing } = props.counted;
  return (
    <TableRow>
      <TableCell>{props.version}</TableCell>
      <TableCell>{props.when}</TableCell>
      <TableCell>{NOUNS[basis]}s</TableCell>
      <TableCell align="right">{formatCount(expected - missing)}</TableCell>
      <TableCell align="right">{formatCount(expected)}</TableCell>
      <TableCell align="right">{formatCount(missing)}</TableCell>
      <TableCell align="right">
        {expected > 0 ? formatPercent(1 - missing / expected) : 'not counted'}
      </TableCell>
    </TableRow>
  );
}
