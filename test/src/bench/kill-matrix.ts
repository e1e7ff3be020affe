import { everyCell } from '../killMatrix/cells';
import { chooseCells } from '../killMatrix/chooseCells';
import { runMatrix } from '../killMatrix/runMatrix';
import { readNumbers } from '../measuring/options';
import { percentileOf } from '../measuring/percentile';
import { report, rounded } from '../measuring/report';
import { runBench } from '../measuring/runBench';

const choice = readNumbers({
  /** How many to run; 0: all. */
  cells: 0,
  /** Chooses which, when not all are run. */
  seed: 1,
  /** The only one to run, by its number; 0: as many as `cells` says. */
  cell: 0,
});

/** Kills each process at each moment of each kind of deployment, while callers ask. */
async function main() {
  const chosen = chooseCells(everyCell(), choice);
  const { cases, failures, missed, seconds } = await runMatrix(chosen);
  process.stderr.write(failures.join(''));
  report('kill-matrix', {
    cases,
    failures: failures.length,
    missed,
    medianSeconds: rounded(percentileOf(seconds, 0.5)),
    totalSeconds: rounded(seconds.reduce((sum, each) => sum + each, 0)),
  });
}

runBench(main);
