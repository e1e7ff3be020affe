import { BackstageTheme } from '@backstage/theme';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  compared: {
    fontSize: theme.typography.caption.fontSize,
    fontWeight: 400,
    color: theme.palette.textSubtle,
  },
}));

export interface WithComparedProps {
  value: string;
  /** What it was measured on. */
  n?: string;
  /** What it is, or will be, compared with, e.g. `version 2`; empty: nothing. */
  comparedWith: string;
  /** The same there; absent while it loads: its place is kept. */
  compared?: { value: string; n?: string };
}

/** A value, and beneath it that of what it is compared with. */
export function WithCompared(props: WithComparedProps) {
  const classes = useStyles();
  const { comparedWith, compared } = props;
  return (
    <>
      <div title={props.n}>{props.value}</div>
      {comparedWith && (
        <div
          className={classes.compared}
          title={[comparedWith, compared?.n].filter(Boolean).join(': ')}
        >
          {compared?.value ?? '…'}
        </div>
      )}
    </>
  );
}
