import { ModelSort, SortDirection } from './sortModels';

/** What of the table is shown. */
export interface ModelsTableView {
  sort: ModelSort;
  direction: SortDirection;
  /** From 0. */
  page: number;
}

export interface SortableColumn {
  sort?: ModelSort;
  /** What a first click on the header asks for; default `asc`. */
  firstDirection?: SortDirection;
}

/**
 * @returns the view after a click on a column's header; the third click goes
 *   back to what needs attention first
 */
export function nextView(
  view: ModelsTableView,
  column: SortableColumn,
): ModelsTableView {
  const first = column.firstDirection ?? 'asc';
  if (!column.sort || view.sort !== column.sort) {
    return { sort: column.sort ?? 'attention', direction: first, page: 0 };
  }
  return view.direction === first
    ? { ...view, direction: first === 'asc' ? 'desc' : 'asc', page: 0 }
    : { sort: 'attention', direction: 'asc', page: 0 };
}
