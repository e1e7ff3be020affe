/** A terminal shows it: nothing in it may steer that. */
export function toTerminalLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
