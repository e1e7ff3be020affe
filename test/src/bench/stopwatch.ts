import { createAndObserve, JourneyTimes } from '../journey/createAndObserve';
import { PortalUser } from '../portal/PortalUser';
import { withPortal } from '../portal/withPortal';
import { report, rounded } from '../measuring/report';
import { runBench } from '../measuring/runBench';

/**
 * Pressing Create to the first prediction readable in the Logs tab: once
 * without a Python environment (package caches as they are), once with it.
 */
async function main() {
  const { cold, warm } = await withPortal(async portal => {
    const user = await PortalUser.signIn(portal.url);
    return {
      cold: await createAndObserve(user, { name: 'stopwatch-cold' }),
      warm: await createAndObserve(user, { name: 'stopwatch-warm' }),
    };
  });
  report('stopwatch', {
    coldSeconds: rounded(cold.totalSeconds),
    warmSeconds: rounded(warm.totalSeconds),
    ...partsOf('cold', cold),
    ...partsOf('warm', warm),
  });
}

function partsOf(prefix: string, { parts }: JourneyTimes) {
  return Object.fromEntries(
    parts.map(({ name, seconds }) => [
      `${prefix}${name[0].toUpperCase()}${name.slice(1)}Seconds`,
      rounded(seconds),
    ]),
  );
}

runBench(main);
