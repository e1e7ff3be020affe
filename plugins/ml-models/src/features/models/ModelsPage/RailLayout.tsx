import Button from '@material-ui/core/Button';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import FilterListIcon from '@material-ui/icons/FilterList';
import { ReactNode, useState } from 'react';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', gap: theme.spacing(3), alignItems: 'flex-start' },
  stacked: { display: 'block' },
  rail: { width: 192, flexShrink: 0 },
  main: { flex: 1, minWidth: 0 },
  bar: {
    display: 'flex',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  },
}));

export interface RailLayoutProps {
  search: ReactNode;
  rail: ReactNode;
  children: ReactNode;
}

/** Filters left of the content; behind a button where it gets narrow. */
export function RailLayout(props: RailLayoutProps) {
  const classes = useStyles();
  const narrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const [open, setOpen] = useState(false);
  return (
    <div className={narrow ? classes.stacked : classes.root}>
      {!narrow && (
        <section className={classes.rail} aria-label="Filters">
          {props.rail}
        </section>
      )}
      <div className={classes.main}>
        <div className={classes.bar}>
          {props.search}
          {narrow && (
            <Button
              variant="outlined"
              startIcon={<FilterListIcon />}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              Filters
            </Button>
          )}
        </div>
        {narrow && open && <section aria-label="Filters">{props.rail}</section>}
        {props.children}
      </div>
    </div>
  );
}
