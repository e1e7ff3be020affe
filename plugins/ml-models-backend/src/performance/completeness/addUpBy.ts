/**
 * @returns one item for each key, in the order of the keys, so that two writers
 *   that take locks in that order never wait for each other
 */
export function addUpBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  add: (sum: Item, next: Item) => Item,
): Item[] {
  const sums = new Map<string, Item>();
  for (const item of items) {
    const key = keyOf(item);
    const sum = sums.get(key);
    sums.set(key, sum === undefined ? item : add(sum, item));
  }
  return [...sums.keys()].sort().flatMap(key => sums.get(key) ?? []);
}
