import { EnvironmentStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { formatCountOf } from '../../../components/formatNumber/formatNumber';
import { StatusWord } from '../../../components/StatusWord/StatusWord';

type Share = EnvironmentStatus['traffic'][number];

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    gap: 2,
    height: 8,
    margin: theme.spacing(0.5, 0),
    borderRadius: theme.shape.borderRadius,
    overflow: 'hidden',
    backgroundColor: theme.palette.action.disabledBackground,
  },
  part: {
    backgroundColor: theme.palette.primary.main,
    '&:nth-child(even)': { opacity: 0.5 },
  },
  list: {
    listStyle: 'none',
    padding: 0,
    margin: 0,
    ...theme.typography.body2,
  },
  share: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  },
}));

/** How requests are shared among versions, the largest share first. */
export function TrafficBar({ traffic }: { traffic: readonly Share[] }) {
  const classes = useStyles();
  const shares = [...traffic].sort(
    (a, b) => b.weight - a.weight || b.version - a.version,
  );
  return (
    <>
      <div className={classes.bar} aria-hidden>
        {shares.map(({ version, weight }) => (
          <div
            key={version}
            className={classes.part}
            style={{ width: `${weight}%` }}
          />
        ))}
      </div>
      <ul className={classes.list} aria-label="Traffic">
        {shares.map(share => (
          <li key={share.version} className={classes.share}>
            <span title={share.message}>
              v{share.version} {shareWord(share)}
              {share.restarts !== undefined &&
                `, crashed ${formatCountOf(share.restarts, 'time')}`}
            </span>
            <StatusWord status={share.state} />
          </li>
        ))}
      </ul>
    </>
  );
}

function shareWord({ weight, state }: Share): string {
  if (weight > 0) {
    return `${weight} %`;
  }
  return state === 'ready' ? 'kept warm' : 'no requests';
}
