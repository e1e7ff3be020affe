import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode, useId } from 'react';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(2.5) },
  title: { marginBottom: theme.spacing(0.5), fontWeight: 600 },
}));

export function PanelSection(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  const titleId = useId();
  return (
    <section className={classes.root} aria-labelledby={titleId}>
      <Typography
        variant="subtitle2"
        component="h3"
        id={titleId}
        className={classes.title}
      >
        {props.title}
      </Typography>
      {props.children}
    </section>
  );
}
