import { makeStyles } from '@material-ui/core/styles';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import {
  PerformanceSlices,
  ProfileTotals,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { DenseTable } from '../../../components/DenseTable/DenseTable';
import { SliceColumn, sliceColumnsOf } from './sliceColumns';

type Dimension = PerformanceSlices['dimensions'][number];

const useStyles = makeStyles({
  all: { '& td': { fontWeight: 600 } },
  number: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

/** What values that are no single value are called. */
const KINDS = { other: 'all others', missing: 'missing' } as const;

export interface SliceTableProps {
  dimension: Dimension;
  /** Of the whole range, to measure each slice against. */
  totals: ProfileTotals;
}

/** How the model does by the values of one input, beneath how it does at all. */
export function SliceTable({ dimension, totals }: SliceTableProps) {
  const classes = useStyles();
  const { feature, slices } = dimension;
  const columns = sliceColumnsOf(slices.map(slice => slice.totals));
  return (
    <DenseTable label={`By ${feature}`} wide>
      <TableHead>
        <TableRow>
          <TableCell>{feature}</TableCell>
          {columns.map(({ header, help }) => (
            <TableCell key={header} align="right" title={help}>
              {header}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        <TableRow className={classes.all}>
          <TableCell>all requests</TableCell>
          <SliceCells columns={columns} totals={totals} />
        </TableRow>
        {slices.map(slice => (
          <TableRow key={`${slice.kind} ${slice.value}`} hover>
            <TableCell>
              {slice.kind === 'value' ? slice.value : KINDS[slice.kind]}
            </TableCell>
            <SliceCells columns={columns} totals={slice.totals} />
          </TableRow>
        ))}
      </TableBody>
    </DenseTable>
  );
}

function SliceCells(props: {
  columns: readonly SliceColumn[];
  totals: ProfileTotals;
}) {
  const classes = useStyles();
  return (
    <>
      {props.columns.map(({ header, pick, format, n }) => {
        const value = pick(props.totals);
        return (
          <TableCell
            key={header}
            align="right"
            className={classes.number}
            title={n?.(props.totals)}
          >
            {value === undefined ? '–' : format(value)}
          </TableCell>
        );
      })}
    </>
  );
}
