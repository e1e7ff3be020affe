import { makeStyles } from '@material-ui/core/styles';

export const useRecordTableStyles = makeStyles(theme => ({
  // What stays in view in it must not cover the page's own bar.
  root: { position: 'relative', isolation: 'isolate' },
  scroller: {
    maxHeight: 'max(320px, calc(100vh - 220px))',
    overflow: 'auto',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    backgroundColor: theme.palette.background.paper,
  },
  head: {
    padding: theme.spacing(0.5, 1.5),
    whiteSpace: 'nowrap',
    lineHeight: '24px',
    color: theme.palette.text.secondary,
    backgroundColor: theme.palette.background.paper,
  },
  row: {
    height: 40,
    cursor: 'pointer',
    '&.Mui-selected, &.Mui-selected:hover': {
      // No stronger ground: links on it would be hard to read in the dark.
      backgroundColor: theme.palette.action.hover,
      boxShadow: `inset 3px 0 ${theme.palette.primary.main}`,
    },
  },
  cell: {
    padding: theme.spacing(0, 1.5),
    maxWidth: 220,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    borderBottomColor: theme.palette.divider,
  },
  value: { fontFamily: 'monospace', fontSize: 12.5 },
  tag: {
    marginLeft: theme.spacing(1),
    padding: theme.spacing(0, 0.5),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontSize: 10,
    color: theme.palette.text.secondary,
  },
  none: { color: theme.palette.text.disabled },
  foot: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(2),
    minHeight: 48,
    color: theme.palette.text.secondary,
  },
}));
