import { Version } from '@noshelfware/backstage-plugin-ml-models-common';
import { makeStyles } from '@material-ui/core/styles';
import { CommitName } from '../../../components/CommitName/CommitName';
import { Subtle } from '../../../components/Subtle/Subtle';
import { formatDurationSeconds } from '../../../components/formatNumber/formatDurationSeconds';
import { RelativeTime } from '../../../components/RelativeTime/RelativeTime';

const useStyles = makeStyles({
  /** All lines of a usual subject; what is longer is in the title. */
  subject: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 4,
    overflow: 'hidden',
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
  },
  facts: { whiteSpace: 'normal', display: 'block' },
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
      <span className={classes.subject}>
        {commit ? <CommitName commit={commit} /> : unknown}
      </span>
      <Subtle variant="caption" className={classes.facts}>
        <RelativeTime time={createdAt} />
        {buildSeconds !== undefined &&
          `, took ${formatDurationSeconds(buildSeconds)}`}
        {commit?.author && `, ${commit.author}`}
      </Subtle>
    </div>
  );
}
