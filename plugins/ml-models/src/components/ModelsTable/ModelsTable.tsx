import { ModelSummary } from '@noshelfware/backstage-plugin-ml-models-common';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableContainer from '@material-ui/core/TableContainer';
import TablePagination from '@material-ui/core/TablePagination';
import { useMemo } from 'react';
import { useFits } from '../useFits/useFits';
import { COMPACT_COLUMNS, fullColumns, widthOf } from './modelColumns';
import { ModelRow } from './ModelRow';
import { ModelsTableHead } from './ModelsTableHead';
import { ModelsTableView } from './modelsTableView';
import { sortModels } from './sortModels';
import { useModelsTableStyles } from './useModelsTableStyles';

/** A screenful, which a browser draws well within 100 ms. */
export const MODELS_PER_PAGE = 25;

export interface ModelsTableProps {
  /** As the server ordered them. */
  models: readonly ModelSummary[];
  /** In the order of promotion; a column each. */
  environments: readonly string[];
  view: ModelsTableView;
  onViewChange: (view: ModelsTableView) => void;
  /** Default {@link MODELS_PER_PAGE}. */
  rowsPerPage?: number;
}

/** Models as rows, one page at a time. */
export function ModelsTable(props: ModelsTableProps) {
  const { models, environments, view, onViewChange } = props;
  const rowsPerPage = props.rowsPerPage ?? MODELS_PER_PAGE;
  const classes = useModelsTableStyles();
  const full = useMemo(() => fullColumns(environments), [environments]);
  const [measure, fits] = useFits(widthOf(full));
  const columns = fits ? full : COMPACT_COLUMNS;
  const sorted = useMemo(
    () => sortModels(models, view.sort, view.direction),
    [models, view.sort, view.direction],
  );
  const lastPage = Math.max(0, Math.ceil(models.length / rowsPerPage) - 1);
  const page = Math.max(0, Math.min(view.page, lastPage));
  const start = page * rowsPerPage;
  return (
    <>
      <TableContainer ref={measure}>
        <Table size="small" className={classes.table} aria-label="Models">
          <ModelsTableHead {...{ columns, view, onViewChange }} />
          <TableBody>
            {sorted.slice(start, start + rowsPerPage).map(model => (
              <ModelRow key={model.modelRef} {...{ model, columns }} />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {lastPage > 0 && (
        <TablePagination
          component="div"
          count={models.length}
          page={page}
          rowsPerPage={rowsPerPage}
          rowsPerPageOptions={[rowsPerPage]}
          onPageChange={(_, next) => onViewChange({ ...view, page: next })}
        />
      )}
    </>
  );
}
