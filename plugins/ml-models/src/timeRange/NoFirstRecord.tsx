import { UseQueryResult } from '@tanstack/react-query';
import { ErrorNote } from '../components/QueryBoundary/ErrorNote';

/** Why there is no "all time": where it begins could not be read. */
export function NoFirstRecord({ query }: { query: UseQueryResult }) {
  return (
    query.error && (
      <ErrorNote
        title="Could not find out when the records begin, so not show all time"
        error={query.error}
        onRetry={() => query.refetch()}
        retrying={query.isFetching}
      />
    )
  );
}
