import { makeStyles } from '@material-ui/core/styles';

export const useModelsTableStyles = makeStyles(theme => ({
  table: { minWidth: 960 },
  row: { height: 40 },
  cell: {
    padding: theme.spacing(0, 0.75),
    maxWidth: 184,
    height: 40,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
}));
