import { inspect } from 'node:util';

/** Runs a bench; one that failed says why, as far back as the reasons go. */
export function runBench(measure: () => Promise<void>): void {
  measure().catch(error => {
    process.stderr.write(`${inspect(error)}\n`);
    // An exit code that is only set is lost: a PostgreSQL that was started here
    // hooks into the end of the process, and ends it as a success.
    process.exit(1);
  });
}
