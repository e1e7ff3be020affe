/** A table for people, and as the last line the same for programs. */
export function report(bench: string, figures: Record<string, number>): void {
  const width = Math.max(...Object.keys(figures).map(name => name.length));
  for (const [name, value] of Object.entries(figures)) {
    process.stdout.write(`${name.padEnd(width)}  ${value}\n`);
  }
  process.stdout.write(`${JSON.stringify({ bench, figures })}\n`);
}

/** Two digits after the point: what a noisy machine can tell. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
