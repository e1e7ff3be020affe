import { BackstageTheme } from '@backstage/theme';
import { makeStyles } from '@material-ui/core/styles';

/** Cells of two lines that fit a row of 40 px. */
export const useCellStyles = makeStyles<BackstageTheme>(theme => ({
  line: {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    lineHeight: '18px',
  },
  /** As many as fit a row; what is cut even so is in the title. */
  twoLines: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
    whiteSpace: 'normal',
    lineHeight: '18px',
  },
  wrapped: { whiteSpace: 'normal', lineHeight: '18px' },
  /** A number and its unit. */
  unbroken: { whiteSpace: 'nowrap' },
  small: {
    fontSize: theme.typography.caption.fontSize,
    lineHeight: '16px',
    color: theme.palette.textSubtle,
  },
  none: { color: theme.palette.textSubtle },
}));
