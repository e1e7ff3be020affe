import { BackstageTheme } from '@backstage/theme';
import { makeStyles } from '@material-ui/core/styles';

/** Two lines fit a row of 40 px. */
export const useCellStyles = makeStyles<BackstageTheme>(theme => ({
  line: {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    lineHeight: '18px',
  },
  /** Where the words matter: the row grows with them, and nothing is cut. */
  wrapped: {
    whiteSpace: 'normal',
    overflowWrap: 'anywhere',
    lineHeight: '18px',
  },
  /** Words of two sizes on one line, as long as they fit it. */
  beside: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(0.5),
    lineHeight: '18px',
  },
  /** A number and its unit. */
  unbroken: { whiteSpace: 'nowrap' },
  small: {
    fontSize: theme.typography.caption.fontSize,
    lineHeight: '16px',
    color: theme.palette.textSubtle,
  },
  plain: { color: theme.palette.text.primary },
  none: { color: theme.palette.textSubtle },
}));
