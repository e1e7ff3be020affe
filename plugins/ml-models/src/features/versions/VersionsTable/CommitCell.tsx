import { Version } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { Subtle } from '../../../components/Subtle/Subtle';
import { formatDurationSeconds } from '../../../components/formatNumber/formatDurationSeconds';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';

const useStyles = makeStyles({
  message: {
    display: 'block',
    maxWidth: 180,
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
    <div title={commit && `${commit.sha}\n${commit.message ?? ''}`}>
      <span className={classes.message}>
        {commit ? (
          <>
            <code>{commit.sha.slice(0, 7)}</code> {commit.message}
          </>
        ) : (
          unknown
        )}
      </span>
      <Subtle variant="caption">
        {commit?.author && `${commit.author}, `}
        <RelativeTime time={createdAt} />
        {buildSeconds !== undefined &&
          `, took ${formatDurationSeconds(buildSeconds)}`}
      </Subtle>
    </div>
  );
}
