import { Subtle } from '../../../components/Subtle/Subtle';

export interface EmptyColumnsProps {
  /** Ids of columns that were asked for. */
  columns: readonly string[];
}

/** Tells that a column is empty because nothing goes by its name. */
export function EmptyColumns({ columns }: EmptyColumnsProps) {
  return columns.length > 0 ? (
    <Subtle role="status">
      No record in this list has a value called{' '}
      {columns.map((id, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <code>{id}</code>
        </span>
      ))}
      .
    </Subtle>
  ) : null;
}
