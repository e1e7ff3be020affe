/** A list or an object in a query string travels as JSON text. */
export function parseJsonText(value: unknown): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  try {
    return JSON.parse(value);
  } catch {
    // Left as it is, for the schema to refuse with the parameter's name.
    return value;
  }
}
