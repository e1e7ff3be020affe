import { setTimeout as sleep } from 'node:timers/promises';
import { CatalogPatience } from './CatalogPatience';
import { DeploymentRun } from './DeploymentRun';
import { whileWanted } from './whileWanted';

/**
 * Ten minutes at the usual pace: a restart or an upgrade of what the catalog runs
 * in. Nothing is lost meanwhile but time.
 */
const SILENCES_MAX = 60;

/**
 * Does what needs the catalog, and again while that does not answer: it must not
 * change anything when it is done twice.
 *
 * @throws DeploymentError once the catalog has not answered for too long
 */
export async function askCatalog<Answer extends object>(
  run: DeploymentRun,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const patience = new CatalogPatience(run, SILENCES_MAX);
  for (;;) {
    const answer = await patience.tryAsk(ask);
    if (answer !== undefined) {
      return answer;
    }
    const { catalogRetryMs } = run.options.timing;
    await whileWanted(run, signal =>
      sleep(catalogRetryMs, undefined, { signal }),
    );
  }
}
