import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    position: 'absolute',
    top: theme.spacing(1),
    // Above the charts below, under the app's bars and dialogs.
    zIndex: 2,
    maxWidth: 360,
    padding: theme.spacing(0.75, 1.25),
    pointerEvents: 'none',
    fontFamily: theme.typography.fontFamily,
    fontSize: theme.typography.caption.fontSize,
    fontVariantNumeric: 'tabular-nums',
  },
}));

const GAP_PX = 10;

export interface CursorTooltipProps {
  /** Where the cursor is; the tooltip stands on the side with more room. */
  xPx: number;
  widthPx: number;
  children: ReactNode;
}

export function CursorTooltip(props: CursorTooltipProps) {
  const classes = useStyles();
  const { xPx, widthPx } = props;
  const side =
    xPx < widthPx / 2
      ? { left: xPx + GAP_PX }
      : { right: widthPx - xPx + GAP_PX };
  return (
    <Paper elevation={4} className={classes.root} style={side} aria-hidden>
      {props.children}
    </Paper>
  );
}
