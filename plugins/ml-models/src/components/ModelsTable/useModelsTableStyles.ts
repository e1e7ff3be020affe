import { makeStyles } from '@material-ui/core/styles';

export const useModelsTableStyles = makeStyles(theme => ({
  table: { tableLayout: 'fixed', minWidth: 480 },
  row: { height: 40 },
  cell: {
    padding: theme.spacing(0, 0.75),
    height: 40,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
}));
