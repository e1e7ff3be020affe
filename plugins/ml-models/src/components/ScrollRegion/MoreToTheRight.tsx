import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  edge: {
    position: 'absolute',
    top: 0,
    right: 0,
    bottom: 0,
    zIndex: 4,
    width: theme.spacing(3),
    pointerEvents: 'none',
    boxShadow: `inset -12px 0 12px -12px ${theme.palette.text.secondary}`,
  },
}));

/** A shadow on the right edge of what it stands in, which has to be positioned. */
export function MoreToTheRight() {
  return (
    <div
      className={useStyles().edge}
      title="More columns to the right"
      data-testid="more-to-the-right"
    />
  );
}
