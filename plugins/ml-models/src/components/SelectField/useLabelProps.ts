import { BackstageTheme } from '@backstage/theme';
import { InputLabelProps } from '@material-ui/core/InputLabel';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  // The secondary text colour misses 4.5 : 1 on the light theme's background.
  label: { color: theme.palette.textSubtle },
}));

/** For the label of a field that stands on the page itself, not on paper. */
export function useLabelProps(): InputLabelProps {
  const classes = useStyles();
  return { shrink: true, className: classes.label };
}
