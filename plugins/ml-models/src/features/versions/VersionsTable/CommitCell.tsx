import { Version } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { Subtle } from '../../../components/Subtle/Subtle';
import { formatDurationSeconds } from '../../../components/formatNumber/formatDurationSeconds';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';

const useStyles = makeStyles({
  line: {
    display: 'block',
    maxWidth: 168,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
});

/** What a version was made from, by whom, when, and how long it took. */
export function CommitCell({ version }: { version: Version }) {
  const classes = useStyles();
  const { commit, origin, createdAt, buildSeconds } = version;
  const unknown =
    origin === 'observed' ? 'Seen in inference records only' : 'Unknown commit';
  return (
    <div
      title={commit && [commit.sha, commit.message, commit.author].join('\n')}
    >
      <span className={classes.line}>
        {commit ? (
          <>
            <code>{commit.sha.slice(0, 7)}</code> {commit.message}
          </>
        ) : (
          unknown
        )}
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
