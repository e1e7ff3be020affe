import { inspect } from 'node:util';

/** Runs a bench; one that failed says why, as far back as the reasons go. */
export function runBench(measure: () => Promise<void>): void {
  measure().catch(error => {
    process.stderr.write(`${inspect(error)}\n`);
    process.exitCode = 1;
  });
}
