import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { memo } from 'react';
import { ModelColumn } from './modelColumns';
import { useModelsTableStyles } from './useModelsTableStyles';

interface ModelRowProps {
  model: ModelSummary;
  columns: readonly ModelColumn[];
}

/** Rendered again only when its model has changed. */
export const ModelRow = memo(function Row(props: ModelRowProps) {
  const classes = useModelsTableStyles();
  return (
    <TableRow className={classes.row}>
      {props.columns.map((column, index) => (
        <TableCell
          key={column.id}
          className={classes.cell}
          component={index === 0 ? 'th' : 'td'}
          scope={index === 0 ? 'row' : undefined}
          role={index === 0 ? 'rowheader' : undefined}
        >
          {column.render(props.model)}
        </TableCell>
      ))}
    </TableRow>
  );
});
