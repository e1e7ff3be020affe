/** What two lists have of one thing: at least one of them has it. */
export interface Pair<Item> {
  key: string;
  own?: Item;
  other?: Item;
  /** That of the first list that has it. */
  either: Item;
}

/** @returns each thing of either list once: the first list's, in its order, then what only the other has */
export function pairUp<Item>(
  own: readonly Item[],
  other: readonly Item[],
  keyOf: (item: Item) => string,
): Pair<Item>[] {
  const others = new Map(other.map(item => [keyOf(item), item]));
  const known = new Set(own.map(keyOf));
  return [
    ...own.map(item => ({
      key: keyOf(item),
      own: item,
      other: others.get(keyOf(item)),
      either: item,
    })),
    ...other
      .filter(item => !known.has(keyOf(item)))
      .map(item => ({ key: keyOf(item), other: item, either: item })),
  ];
}
