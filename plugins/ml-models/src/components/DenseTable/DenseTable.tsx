import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableContainer from '@material-ui/core/TableContainer';
import clsx from 'clsx';
import { ReactNode } from 'react';
import { ScrollRegion } from '../ScrollRegion/ScrollRegion';

const useStyles = makeStyles(theme => ({
  root: {
    '& th, & td': {
      height: 40,
      padding: theme.spacing(0.5, 1),
      // The theme sets lines close, as if each cell had but one.
      lineHeight: theme.typography.body2.lineHeight,
    },
    '& th': { overflowWrap: 'normal', wordBreak: 'normal' },
    '& .MuiButton-root': { whiteSpace: 'nowrap' },
  },
  // It has a way to scroll, and a number broken in two is hard to read.
  wide: { '& th, & td': { whiteSpace: 'nowrap' } },
}));

export interface DenseTableProps {
  /** What the table holds. */
  label: string;
  /** Whether it has many columns: it then shows that there are more, and scrolls by keys. */
  wide?: boolean;
  children: ReactNode;
}

/** A table of 40 px a row; it scrolls sideways where it gets narrow. */
export function DenseTable({ label, wide, children }: DenseTableProps) {
  const classes = useStyles();
  const table = (
    <Table
      size="small"
      aria-label={label}
      className={clsx(classes.root, wide && classes.wide)}
    >
      {children}
    </Table>
  );
  return wide ? (
    <ScrollRegion label={label}>{table}</ScrollRegion>
  ) : (
    <TableContainer>{table}</TableContainer>
  );
}
