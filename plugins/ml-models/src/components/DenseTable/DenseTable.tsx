import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableContainer from '@material-ui/core/TableContainer';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    '& th, & td': { height: 40, padding: theme.spacing(0.25, 1) },
    '& th': { overflowWrap: 'normal', wordBreak: 'normal' },
    '& .MuiButton-root': { whiteSpace: 'nowrap' },
  },
}));

export interface DenseTableProps {
  /** What the table holds. */
  label: string;
  children: ReactNode;
}

/** A table of 40 px a row; it scrolls sideways where it gets narrow. */
export function DenseTable({ label, children }: DenseTableProps) {
  const classes = useStyles();
  return (
    <TableContainer>
      <Table size="small" aria-label={label} className={classes.root}>
        {children}
      </Table>
    </TableContainer>
  );
}
