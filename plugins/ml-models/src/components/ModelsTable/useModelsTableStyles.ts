import { makeStyles } from '@material-ui/core/styles';

export const useModelsTableStyles = makeStyles(theme => ({
  table: { tableLayout: 'fixed', minWidth: 480 },
  row: { height: 40 },
  cell: {
    padding: theme.spacing(0.25, 0.75),
    '&:last-child': { paddingRight: theme.spacing(0.75) },
    height: 40,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  /** Room for a sort arrow that is not there is nothing left out. */
  head: { textOverflow: 'clip' },
}));
