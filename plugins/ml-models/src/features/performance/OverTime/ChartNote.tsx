import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    height: '100%',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(1, 3),
    textAlign: 'center',
    border: `1px dashed ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
}));

/** Stands in a chart's place when it has nothing to draw: why, and what to do. */
export function ChartNote(props: { children: ReactNode }) {
  const classes = useStyles();
  return (
    <Typography
      variant="body2"
      color="textSecondary"
      component="div"
      className={classes.root}
    >
      {props.children}
    </Typography>
  );
}
