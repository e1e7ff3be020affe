/** A sender has seen by then what it is about. */
const NAMES_SHOWN_MAX = 3;

/** Characters; a label may have 200. */
const NAME_LENGTH_MAX = 40;

/** @returns how a sentence begins about things of these names: `Version '4' is` */
export function asSubject(noun: string, names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN_MAX).map(quote).join(', ');
  const hidden = names.length - NAMES_SHOWN_MAX;
  const listed = hidden > 0 ? `${shown} and ${hidden} more` : shown;
  return names.length === 1 ? `${noun} ${listed} is` : `${noun}s ${listed} are`;
}

function quote(name: string): string {
  return name.length > NAME_LENGTH_MAX
    ? `'${name.slice(0, NAME_LENGTH_MAX)}…'`
    : `'${name}'`;
}
