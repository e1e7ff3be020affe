import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode, useId } from 'react';
import { useBroughtIntoView } from '../useBroughtIntoView/useBroughtIntoView';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(4), scrollMarginTop: theme.spacing(2) },
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
  /** Whether it opened at a click elsewhere on the page: it comes into view. */
  opened?: boolean;
  children: ReactNode;
}

/** A titled part of a page. */
export function Section(props: SectionProps) {
  const classes = useStyles();
  const titleId = useId();
  const root = useBroughtIntoView(props.opened ? 'start' : null);
  return (
    <section
      ref={root}
      tabIndex={props.opened ? -1 : undefined}
      className={classes.root}
      aria-labelledby={titleId}
    >
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
