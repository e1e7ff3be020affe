import { makeStyles } from '@material-ui/core/styles';
import { BackstageTheme } from '@backstage/theme';
import { OF_OTHER_DATA } from '../compareMetrics';
import { LiveVersion } from './liveVersion';

const useStyles = makeStyles<BackstageTheme>(theme => ({
  // As strong as the theme's own, which sets it below the table.
  root: {
    '&&': {
      captionSide: 'top',
      padding: theme.spacing(0, 0, 0.5),
      color: theme.palette.textSubtle,
      ...theme.typography.caption,
    },
    // Room is kept: which version is live comes with another answer.
    '&&:empty::before': { content: '"\\00a0"' },
  },
}));

export interface ComparedWithProps {
  live: LiveVersion | undefined;
  /** Whether any version is of other data than the live one. */
  otherData: boolean;
}

/** Names the version that the differences in a table of versions are to. */
export function ComparedWith({ live, otherData }: ComparedWithProps) {
  const classes = useStyles();
  return (
    <caption className={classes.root}>
      {live &&
        `Metrics are compared with those of version ${
          live.version
        }, which is live in ${live.environment}.${
          otherData ? ` Where the data differs, ${OF_OTHER_DATA}.` : ''
        }`}
    </caption>
  );
}
