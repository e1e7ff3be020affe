/**
 * Remembers the last answer, for what is asked the same many times in a row: a
 * request is of one resource, as a rule, and a group of one model and version.
 *
 * @param compute - of the same key, always the same
 */
export function rememberLast<Key, Value>(
  compute: (key: Key) => Value,
): (key: Key) => Value {
  let last: { key: Key; value: Value } | undefined;
  return key => {
    if (!last || last.key !== key) {
      last = { key, value: compute(key) };
    }
    return last.value;
  };
}
