import { ReactNode } from 'react';
import { isNoAnswer } from '../../api/isNoAnswer';
import { ShownQuery } from '../../api/useLastAnswer';
import { usePortalSilence } from '../../api/usePortalSilence';
import { ErrorNote } from './ErrorNote';

export interface QueryBoundaryProps<T> {
  query: ShownQuery<T>;
  /** What is loaded, in words that fit `Could not load …`: `the versions`. */
  what: string;
  /** In the shape of the content, so that nothing jumps. */
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}

/**
 * Skeleton while loading, error with retry when it failed, else the content.
 * What was loaded before stays, under a note, when loading it again fails.
 */
export function QueryBoundary<T>(props: QueryBoundaryProps<T>) {
  const { query } = props;
  const silent = usePortalSilence() !== undefined;
  // Of a portal that does not answer the page speaks once, for all that stands on it.
  const said =
    silent &&
    query.error &&
    isNoAnswer(query.error) &&
    query.data !== undefined;
  const note = query.error && !said && (
    <ErrorNote
      title={
        query.data === undefined
          ? `Could not load ${props.what}`
          : `Could not load ${props.what} again; this is the last that was read`
      }
      error={query.error}
      onRetry={() => query.refetch()}
      retrying={query.isFetching}
    />
  );
  if (query.data === undefined) {
    return note ? (
      <>{note}</>
    ) : (
      <div aria-busy aria-label={`Loading ${props.what}`} role="status">
        {props.skeleton}
      </div>
    );
  }
  return (
    <>
      {note}
      {props.children(query.data)}
    </>
  );
}
