import { InfiniteData, useInfiniteQuery } from '@tanstack/react-query';

interface ItemPage<Item> {
  items: Item[];
  nextCursor?: string;
}

export interface ItemPagesOptions<Item> {
  queryKey: readonly unknown[];
  read(
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<ItemPage<Item>>;
  /** Milliseconds, by the items there are; default: no polling. */
  refetchInterval?(items: readonly Item[]): number;
  /** Show the last items while those of another key load, as long as this stays the same. */
  question?: string;
}

/** Items of a list, newest first: the first page until more are fetched. */
export function useItemPages<Item>(options: ItemPagesOptions<Item>) {
  const { question, refetchInterval } = options;
  return useInfiniteQuery<
    ItemPage<Item>,
    Error,
    { items: Item[] },
    readonly unknown[],
    string | undefined
  >({
    queryKey: [...options.queryKey, 'pages'],
    queryFn: ({ pageParam: cursor, signal }) => options.read(cursor, signal),
    initialPageParam: undefined,
    getNextPageParam: page => page.nextCursor,
    refetchInterval:
      refetchInterval &&
      (({ state }) =>
        refetchInterval(state.data ? joinPages(state.data).items : [])),
    meta: { question },
    placeholderData: (previous, query) =>
      question !== undefined && query?.meta?.question === question
        ? previous
        : undefined,
    select: joinPages,
  });
}

function joinPages<Item>({ pages }: InfiniteData<ItemPage<Item>>) {
  return { items: pages.flatMap(({ items }) => items) };
}
