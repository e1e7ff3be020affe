import { BackstageTheme } from '@backstage/theme';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { TOO_FEW } from '../../../components/formatNumber/tooFew';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  // What is unseen would else stand on the page, beside a table that scrolls.
  root: { position: 'relative' },
  compared: {
    fontSize: theme.typography.caption.fontSize,
    fontWeight: 400,
    color: theme.palette.textSubtle,
  },
  uncertain: {
    fontWeight: 400,
    fontStyle: 'italic',
    color: theme.palette.textSubtle,
  },
  unseen: {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
}));

export interface MeasuredValue {
  value: string;
  /** What it was measured on. */
  n?: string;
  /** Whether that is too little to judge by. */
  isUncertain?: boolean;
}

export interface WithComparedProps extends MeasuredValue {
  /** What it is, or will be, compared with, e.g. `version 2`; empty: nothing. */
  comparedWith: string;
  /** The same there; absent while it loads: its place is kept. */
  compared?: MeasuredValue;
}

/** A value, and beneath it that of what it is compared with. */
export function WithCompared(props: WithComparedProps) {
  const classes = useStyles();
  const { comparedWith, compared } = props;
  return (
    <div className={classes.root}>
      <div
        title={basisOf(props)}
        className={props.isUncertain ? classes.uncertain : undefined}
      >
        {props.value}
      </div>
      {props.isUncertain && <span className={classes.unseen}> {TOO_FEW}</span>}
      {comparedWith && (
        <div
          className={clsx(
            classes.compared,
            compared?.isUncertain && classes.uncertain,
          )}
          title={[comparedWith, compared && basisOf(compared)]
            .filter(Boolean)
            .join(': ')}
        >
          {compared?.value ?? '…'}
        </div>
      )}
      {compared?.isUncertain && (
        <span className={classes.unseen}> {TOO_FEW}</span>
      )}
    </div>
  );
}

function basisOf({ n, isUncertain }: MeasuredValue): string | undefined {
  return n && isUncertain ? `${n}, ${TOO_FEW}` : n;
}
