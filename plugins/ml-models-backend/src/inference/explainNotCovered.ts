/** What a sender is told whose token is for other models. */
export function explainNotCovered(modelRef: string): string {
  return `the token is not good for ${modelRef}`;
}
