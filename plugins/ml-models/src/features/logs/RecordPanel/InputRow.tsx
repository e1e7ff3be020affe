import { makeStyles } from '@material-ui/core/styles';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import WarningIcon from '@material-ui/icons/ReportProblemOutlined';
import Skeleton from '@material-ui/lab/Skeleton';
import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';
import clsx from 'clsx';
import { formatValue } from '../../../components/formatValue/formatValue';
import { BaselineBars } from './BaselineBars';
import { placeInBaseline } from './placeInBaseline';
import { BaselineQuery, useBaseline } from './useBaseline';

const useStyles = makeStyles(theme => ({
  cell: { padding: theme.spacing(0.25, 1), height: 36, border: 0 },
  name: { wordBreak: 'break-word' },
  value: {
    fontFamily: 'monospace',
    textAlign: 'right',
    maxWidth: 180,
    wordBreak: 'break-word',
  },
  /** Broken in two it would be another number. */
  number: { whiteSpace: 'nowrap' },
  bars: { width: 112 },
  place: {
    fontSize: theme.typography.caption.fontSize,
    color: theme.palette.text.secondary,
    minWidth: 150,
  },
  unusual: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.palette.text.primary,
    fontWeight: 600,
  },
}));

export interface InputRowProps {
  baseline: BaselineQuery;
  value: RecordedValue | undefined;
}

/** A feature's value beside the baseline: where in it the value lies. */
export function InputRow(props: InputRowProps) {
  const classes = useStyles();
  const { data, isPending } = useBaseline(props.baseline);
  const place = data && placeInBaseline(data, props.value);
  return (
    <TableRow>
      <TableCell className={`${classes.cell} ${classes.name}`}>
        {props.baseline.feature}
      </TableCell>
      <TableCell
        className={clsx(
          classes.cell,
          classes.value,
          typeof props.value === 'number' && classes.number,
        )}
      >
        {formatValue(props.value)}
      </TableCell>
      <TableCell className={`${classes.cell} ${classes.bars}`}>
        {isPending && <Skeleton variant="rect" width={96} height={24} />}
        {data && place && <BaselineBars bins={data.bins} bin={place.bin} />}
      </TableCell>
      <TableCell className={`${classes.cell} ${classes.place}`}>
        {place?.unusual ? (
          <span className={classes.unusual}>
            <WarningIcon fontSize="inherit" titleAccess="unusual" />
            {place.text}
          </span>
        ) : (
          place?.text ?? (isPending ? '' : 'no baseline')
        )}
      </TableCell>
    </TableRow>
  );
}
