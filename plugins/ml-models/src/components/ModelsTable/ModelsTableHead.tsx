import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import clsx from 'clsx';
import { ModelColumn } from './modelColumns';
import { ModelsTableView, nextView } from './modelsTableView';
import { useModelsTableStyles } from './useModelsTableStyles';

export interface ModelsTableHeadProps {
  columns: readonly ModelColumn[];
  view: ModelsTableView;
  onViewChange: (view: ModelsTableView) => void;
}

export function ModelsTableHead(props: ModelsTableHeadProps) {
  const classes = useModelsTableStyles();
  const { view } = props;
  return (
    <TableHead>
      <TableRow>
        {props.columns.map(column => (
          <TableCell
            key={column.id}
            className={clsx(classes.cell, column.sort && classes.head)}
            style={{ width: column.widthPx }}
            sortDirection={
              column.sort === view.sort ? view.direction : undefined
            }
          >
            {column.sort ? (
              <TableSortLabel
                active={column.sort === view.sort}
                direction={
                  column.sort === view.sort
                    ? view.direction
                    : column.firstDirection ?? 'asc'
                }
                onClick={() => props.onViewChange(nextView(view, column))}
              >
                {column.title}
              </TableSortLabel>
            ) : (
              column.title
            )}
          </TableCell>
        ))}
      </TableRow>
    </TableHead>
  );
}
