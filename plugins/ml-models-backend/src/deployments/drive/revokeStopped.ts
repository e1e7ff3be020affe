import { ServingStatus } from '@noshelfware/backstage-plugin-ml-models-node';
import { weightsOf } from '../traffic/weightsOf';
import { AdapterAsker, askAdapter } from './askAdapter';
import { askAgain } from './askAgain';
import { TidyTargetOptions } from './tidyTarget';

/**
 * Revokes the tokens of versions that run no more, and stops none: what is kept for a
 * look at it, though no deployment needs it, goes on.
 */
export async function revokeStopped(
  asker: AdapterAsker,
  { target, runtime, tokens, live }: Omit<TidyTargetOptions, 'putBack'>,
): Promise<void> {
  const { versions } = await askAdapter(asker, {
    adapter: runtime,
    method: 'describe',
    ask: () => runtime.describe(target),
  });
  // One that is to answer may be down just now, and comes back with its token.
  const answering = live ? weightsOf(live).map(({ version }) => version) : [];
  const kept = [...answering, ...running(versions)];
  await askAgain(asker, () => tokens.keepOnly(target, kept));
}

function running(versions: ServingStatus['versions']): number[] {
  return versions
    .filter(({ state }) => state !== 'stopped')
    .map(({ version }) => version);
}
