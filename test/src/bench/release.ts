import { readNumbers } from '../measuring/options';
import { percentileOf } from '../measuring/percentile';
import { report, rounded } from '../measuring/report';
import { runBench } from '../measuring/runBench';
import { releaseEndToEnd } from '../release/releaseEndToEnd';
import { releaseSimulated } from '../release/releaseSimulated';
import {
  isFalseAlarm,
  isMiss,
  ReleaseResult,
  secondsOfCanary,
} from '../release/ReleaseResult';

/**
 * Releases versions of five kinds: four that are to be put back by themselves, and
 * one that is not. Most are released to callers who are made up, through the worker,
 * the stores and the judge as they are; a handful of those kinds that need no
 * outcomes to a model that runs.
 */
async function main() {
  const { releases, endToEnd } = readNumbers({
    /** Of each kind, simulated. */
    releases: 100,
    /** Of each of four kinds; 0: none, and no portal is started. */
    endToEnd: 1,
  });
  const startedMs = performance.now();
  const simulated = await releaseSimulated(releases);
  const simulatedSeconds = (performance.now() - startedMs) / 1_000;
  const real = endToEnd > 0 ? await releaseEndToEnd(endToEnd) : [];
  const done = [...simulated, ...real];
  report('release', {
    releases: done.length,
    misses: done.filter(isMiss).length,
    falseAlarms: done.filter(isFalseAlarm).length,
    ...describePutBack('simulated', simulated),
    ...(real.length > 0 ? describePutBack('real', real) : {}),
    secondsPerSimulatedRelease: rounded(simulatedSeconds / simulated.length),
  });
}

/** A canary that is put back is one that callers got bad answers from. */
function describePutBack(
  prefix: string,
  done: readonly ReleaseResult[],
): Record<string, number> {
  const seconds = done
    .filter(({ deployment }) => deployment.status !== 'live')
    .map(secondsOfCanary);
  return {
    [`${prefix}PutBackP50Seconds`]: rounded(percentileOf(seconds, 0.5)),
    [`${prefix}PutBackP95Seconds`]: rounded(percentileOf(seconds, 0.95)),
  };
}

runBench(main);
