import { Version } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { CommitName } from '../../../components/CommitName/CommitName';
import { Subtle } from '../../../components/Subtle/Subtle';
import { formatDurationSeconds } from '../../../components/formatNumber/formatDurationSeconds';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';

const useStyles = makeStyles({
  /** Beside the metrics' columns there is no room for more. */
  narrow: { maxWidth: 168 },
  line: {
    display: 'block',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
});

export interface CommitCellProps {
  version: Version;
  /** Whether it takes no more room than a column among many; default: all there is. */
  narrow?: boolean;
}

/** What a version was made from, by whom, when, and how long it took. */
export function CommitCell({ version, narrow }: CommitCellProps) {
  const classes = useStyles();
  const { commit, origin, createdAt, buildSeconds } = version;
  const unknown =
    origin === 'observed' ? 'Seen in inference records only' : 'Unknown commit';
  return (
    <div
      className={narrow ? classes.narrow : undefined}
      title={commit && [commit.sha, commit.message, commit.author].join('\n')}
    >
      <span className={classes.line}>
        {commit ? <CommitName commit={commit} /> : unknown}
      </span>
      <Subtle variant="caption" className={classes.line}>
        <RelativeTime time={createdAt} />
        {buildSeconds !== undefined &&
          `, took ${formatDurationSeconds(buildSeconds)}`}
        {commit?.author && `, ${commit.author}`}
      </Subtle>
    </div>
  );
}
