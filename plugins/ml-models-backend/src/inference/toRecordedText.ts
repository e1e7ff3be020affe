const LONE_SURROGATE = /\p{Surrogate}/u;
const LONE_SURROGATES = /\p{Surrogate}/gu;

/**
 * Makes text storable everywhere: PostgreSQL takes neither NUL nor half of a
 * surrogate pair, and both become U+FFFD, as in a UTF-8 decoder.
 */
export function toRecordedText(text: string): string {
  const recorded = withoutNul(text);
  return LONE_SURROGATE.test(recorded)
    ? recorded.replace(LONE_SURROGATES, '\uFFFD')
    : recorded;
}

/** Does the same to text that a UTF-8 decoder made. */
export function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}
