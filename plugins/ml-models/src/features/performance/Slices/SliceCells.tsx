import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import { ProfileTotals } from '@noshelfware/backstage-plugin-ml-models-common';
import { MeasuredValue, WithCompared } from '../Comparison/WithCompared';
import { SliceColumn } from './sliceColumns';

const useStyles = makeStyles({
  number: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

export interface SliceCellsProps {
  columns: readonly SliceColumn[];
  /** Absent: no such slice. */
  own?: ProfileTotals;
  other?: ProfileTotals;
  /** Whether the other side has loaded. */
  isKnown: boolean;
  /** Empty: it is compared with nothing. */
  comparedWith: string;
}

/** What was measured of one slice, over what was measured of it on the other side. */
export function SliceCells(props: SliceCellsProps) {
  const classes = useStyles();
  return (
    <>
      {props.columns.map(column => (
        <TableCell key={column.header} align="right" className={classes.number}>
          <WithCompared
            {...measure(column, props.own)}
            comparedWith={props.comparedWith}
            compared={props.isKnown ? measure(column, props.other) : undefined}
          />
        </TableCell>
      ))}
    </>
  );
}

function measure(
  { pick, format, n, isUncertain }: SliceColumn,
  totals: ProfileTotals | undefined,
): MeasuredValue {
  const value = totals && pick(totals);
  return totals && value !== undefined
    ? {
        value: format(value, totals),
        n: n?.(totals),
        isUncertain: isUncertain?.(totals),
      }
    : { value: '–' };
}
