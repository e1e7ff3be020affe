import { makeStyles } from '@material-ui/core/styles';

export const useVersionStyles = makeStyles(theme => ({
  row: {
    whiteSpace: 'nowrap',
    // Every other one; the theme has a colour for those between.
    backgroundColor: theme.palette.background.paper,
  },
  selected: { boxShadow: `inset 3px 0 ${theme.palette.primary.main}` },
  tick: { padding: 4 },
  /** As narrow as it gets: the table has many columns. */
  tickCell: { width: 36, minWidth: 36 },
  /** What the other columns leave. */
  about: { width: '100%', minWidth: 168 },
  /** Labels come from elsewhere, in any length. */
  version: {
    whiteSpace: 'normal',
    '&&': { overflowWrap: 'anywhere' },
    minWidth: 64,
    maxWidth: 112,
  },
  /** What the other columns leave. */
  commit: { width: '100%', minWidth: 160 },
  metric: {
    minWidth: 96,
    whiteSpace: 'normal',
    '&&': { overflowWrap: 'anywhere' },
  },
  /** Below each other, each on as many lines as its name takes. */
  metrics: { whiteSpace: 'normal', overflowWrap: 'anywhere', minWidth: 176 },
  /** In reach however many metrics there are. */
  action: {
    position: 'sticky',
    right: 0,
    backgroundColor: theme.palette.background.paper,
    'tbody &': { backgroundColor: 'inherit' },
  },
}));
