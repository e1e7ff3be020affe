import { UseQueryResult } from '@tanstack/react-query';
import { useRef } from 'react';

/** What is shown of a query, whatever its state. */
export type ShownQuery<T> = Pick<
  UseQueryResult<T>,
  'data' | 'error' | 'isFetching' | 'refetch'
>;

/**
 * Keeps the last answer to a question that is asked again and again, each time
 * of a later moment and so by another input: also when one of them fails.
 *
 * @param question - what is asked, whatever the moment
 * @returns `isStale`: what is shown answers another question
 */
export function useLastAnswer<T>(
  result: UseQueryResult<T>,
  question: string,
): { query: ShownQuery<T>; isStale: boolean } {
  const { data, isPlaceholderData, error, isFetching, refetch } = result;
  const last = useRef<{ question: string; data: T }>();
  if (data !== undefined && !isPlaceholderData) {
    last.current = { question, data };
  }
  const same =
    last.current?.question === question ? last.current.data : undefined;
  return {
    query: { data: data ?? same, error, isFetching, refetch },
    isStale: isPlaceholderData && same === undefined,
  };
}
