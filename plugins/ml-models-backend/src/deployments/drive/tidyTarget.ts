import { isSameSplit } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  ServingRuntime,
  ServingTarget,
  VersionServingStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { LiveVersionRow } from '../DeploymentRow';
import { ServiceTokens } from '../ServiceTokens';
import { splitOf, weightsOf } from '../traffic/weightsOf';
import { AdapterAsker, askAdapter } from './askAdapter';
import { askAgain } from './askAgain';

export interface TidyTargetOptions {
  target: ServingTarget;
  runtime: ServingRuntime;
  tokens: ServiceTokens;
  live: LiveVersionRow | undefined;
  /** Put back from a canary or shadow: kept while its service runs, so that people can ask it. */
  putBack?: number;
}

/**
 * Leaves the live version with all traffic, or with its share where it was set by
 * hand, the one before it warm, and one that was just put back without traffic; stops
 * the others, and replacements that have not taken over. Their tokens go last, so that what they report while they stop is still
 * taken.
 */
export async function tidyTarget(
  asker: AdapterAsker,
  options: TidyTargetOptions,
): Promise<void> {
  const { target, runtime, tokens, live } = options;
  const status = await askAdapter(asker, {
    adapter: runtime,
    method: 'describe',
    ask: () => runtime.describe(target),
  });
  const { versions, traffic } = status;
  await discardReplacements(asker, options, versions);
  const inspected = versions.find(
    ({ version, state }) => version === options.putBack && state === 'ready',
  );
  const kept = [
    ...(live ? weightsOf(live).map(({ version }) => version) : []),
    live?.previous_version ?? null,
    inspected?.version ?? null,
  ].filter(version => version !== null);
  const wanted = live ? splitOf(live, status) : { shares: [] };
  const isCopied = (traffic.shadow ?? []).length > 0;
  if (isCopied || !isSameSplit(traffic.shares, wanted.shares)) {
    await askAdapter(asker, {
      adapter: runtime,
      method: 'setTraffic',
      ask: () => runtime.setTraffic(target, wanted),
    });
  }
  for (const { version, state } of versions) {
    if (!kept.includes(version) && state !== 'stopped') {
      await askAdapter(asker, {
        adapter: runtime,
        method: 'stop',
        ask: () => runtime.stop({ ...target, version }),
      });
    }
  }
  await askAgain(asker, () => tokens.keepOnly(target, kept));
}

async function discardReplacements(
  asker: AdapterAsker,
  { target, runtime }: TidyTargetOptions,
  versions: VersionServingStatus[],
): Promise<void> {
  for (const { version, replacement } of versions) {
    if (replacement) {
      const { instance } = replacement;
      await askAdapter(asker, {
        adapter: runtime,
        method: 'discard',
        ask: async () =>
          runtime.replacements?.discard({ ...target, version, instance }),
      });
    }
  }
}
