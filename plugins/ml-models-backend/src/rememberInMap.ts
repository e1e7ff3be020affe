/** The one that was used longest ago makes room for one more. */
export function rememberInMap<Value>(
  map: Map<string, Value>,
  key: string,
  value: Value,
  maxEntries: number,
): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > maxEntries) {
    map.delete(oldest);
  }
}
