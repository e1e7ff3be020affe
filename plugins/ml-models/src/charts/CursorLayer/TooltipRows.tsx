import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  head: { fontWeight: 600, whiteSpace: 'nowrap' },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    whiteSpace: 'nowrap',
  },
  swatch: { width: 8, height: 8, borderRadius: 2, flexShrink: 0 },
  value: { marginLeft: 'auto', paddingLeft: theme.spacing(2) },
  // Sentences, of names as long as those of features.
  foot: { color: theme.palette.text.secondary, overflowWrap: 'anywhere' },
}));

export interface TooltipRow {
  name: string;
  value: string;
  color?: string;
}

export interface TooltipRowsProps {
  head: string;
  rows: TooltipRow[];
  /** Sample size, markers. */
  foot?: ReactNode;
}

export function TooltipRows(props: TooltipRowsProps) {
  const classes = useStyles();
  return (
    <>
      <div className={classes.head}>{props.head}</div>
      {props.rows.map(row => (
        <div key={row.name} className={classes.row}>
          {row.color && (
            <span
              className={classes.swatch}
              style={{ backgroundColor: row.color }}
            />
          )}
          <span>{row.name}</span>
          <span className={classes.value}>{row.value}</span>
        </div>
      ))}
      {props.foot && <div className={classes.foot}>{props.foot}</div>}
    </>
  );
}
