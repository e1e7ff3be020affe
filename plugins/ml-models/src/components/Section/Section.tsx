import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode, useId } from 'react';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(4) },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    minHeight: 36,
    marginBottom: theme.spacing(1),
  },
}));

export interface SectionProps {
  title: string;
  /** Right of the title. */
  action?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page. */
export function Section(props: SectionProps) {
  const classes = useStyles();
  const titleId = useId();
  return (
    <section className={classes.root} aria-labelledby={titleId}>
      <div className={classes.head}>
        <Typography variant="h6" component="h2" id={titleId}>
          {props.title}
        </Typography>
        {props.action}
      </div>
      {props.children}
    </section>
  );
}
