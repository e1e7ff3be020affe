import {
  InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
} from '@tanstack/react-query';

export interface PagesOptions<Page> {
  queryKey: readonly unknown[];
  read(cursor: string | undefined, signal: AbortSignal): Promise<Page>;
  /** How often the list was asked to be read anew: with another number it is. */
  refreshes: number;
  /** Show the last pages while those of another key load; default false. */
  keepPrevious?: boolean;
}

/** @returns under which the pages of a list are kept */
export function pagesKey(
  queryKey: readonly unknown[],
  refreshes: number,
): readonly unknown[] {
  return [...queryKey, 'pages', refreshes];
}

/** Pages that lead from one to the next by a cursor. */
export function usePages<Page extends { nextCursor?: string }>({
  queryKey,
  read,
  refreshes,
  keepPrevious = false,
}: PagesOptions<Page>) {
  return useInfiniteQuery<
    Page,
    Error,
    InfiniteData<Page>,
    readonly unknown[],
    string | undefined
  >({
    queryKey: pagesKey(queryKey, refreshes),
    queryFn: ({ pageParam: cursor, signal }) => read(cursor, signal),
    initialPageParam: undefined,
    getNextPageParam: page => page.nextCursor,
    placeholderData: keepPrevious ? keepPreviousData : undefined,
    // Reading old pages again would move what is being read.
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    // Whoever comes back finds the list as new as the counts beside it.
    gcTime: 0,
  });
}
