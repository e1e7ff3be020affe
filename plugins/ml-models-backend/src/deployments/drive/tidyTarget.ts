import {
  ServingRuntime,
  ServingTarget,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { LiveVersionRow } from '../DeploymentRow';
import { ServiceTokens } from '../ServiceTokens';
import { allTo } from './allTo';

export interface TidyTargetOptions {
  target: ServingTarget;
  runtime: ServingRuntime;
  tokens: ServiceTokens;
  live: LiveVersionRow | undefined;
}

/**
 * Leaves the live version with all traffic and the one before it warm, and
 * stops the others. Their tokens go last, so that what they report while they
 * stop is still taken.
 */
export async function tidyTarget(options: TidyTargetOptions): Promise<void> {
  const { target, runtime, tokens, live } = options;
  const kept = [live?.version ?? null, live?.previous_version ?? null].filter(
    version => version !== null,
  );
  const { versions, traffic } = await runtime.describe(target);
  if (traffic.shares.some(share => !kept.includes(share.version))) {
    await runtime.setTraffic(
      target,
      live ? allTo(live.version) : { shares: [] },
    );
  }
  for (const { version, state } of versions) {
    if (!kept.includes(version) && state !== 'stopped') {
      await runtime.stop({ ...target, version });
    }
  }
  await tokens.keepOnly(target, kept);
}
