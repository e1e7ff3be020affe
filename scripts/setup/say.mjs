const startedAt = performance.now();

/** One line of progress for a person, with the seconds since the start. */
export function say(text) {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  process.stdout.write(`${`${seconds} s`.padStart(6)}  ${text}\n`);
}

/** Ends the program with a message instead of a stack. */
export function giveUp(text) {
  process.stderr.write(`\n${text}\n`);
  process.exit(1);
}
