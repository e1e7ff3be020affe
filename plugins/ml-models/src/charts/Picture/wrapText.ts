/**
 * @param widthOf - of a text, in pixels
 * @returns the lines of a text; what is longer than a line without a space stays whole
 */
export function wrapText(
  text: string,
  widthPx: number,
  widthOf: (text: string) => number,
): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : '';
    if (longer && widthOf(longer) <= widthPx) {
      lines[lines.length - 1] = longer;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
