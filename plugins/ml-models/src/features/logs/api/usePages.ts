import {
  InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
} from '@tanstack/react-query';

export interface PagesOptions<Page> {
  queryKey: readonly unknown[];
  read(cursor: string | undefined, signal: AbortSignal): Promise<Page>;
  /** Show the last pages while those of another key load; default false. */
  keepPrevious?: boolean;
}

/** Pages that lead from one to the next by a cursor. */
export function usePages<Page extends { nextCursor?: string }>({
  queryKey,
  read,
  keepPrevious = false,
}: PagesOptions<Page>) {
  return useInfiniteQuery<
    Page,
    Error,
    InfiniteData<Page>,
    readonly unknown[],
    string | undefined
  >({
    queryKey: [...queryKey, 'pages'],
    queryFn: ({ pageParam: cursor, signal }) => read(cursor, signal),
    initialPageParam: undefined,
    getNextPageParam: page => page.nextCursor,
    placeholderData: keepPrevious ? keepPreviousData : undefined,
    // Reading old pages again would move what is being read.
    refetchOnWindowFocus: false,
    staleTime: Infinity,
  });
}
