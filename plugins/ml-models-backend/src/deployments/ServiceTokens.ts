import { ServingTarget } from '@noshelfware/backstage-plugin-ml-models-node';

/** One version of a model in one environment. */
export interface ServedVersionKey extends ServingTarget {
  version: number;
}

/** Tokens by which services report their inference records. */
export interface ServiceTokens {
  /** @returns a new secret; those issued before stay good */
  issue(version: ServedVersionKey): Promise<string>;
  /** Revokes what was issued for other versions there than these. */
  keepOnly(target: ServingTarget, versions: number[]): Promise<void>;
}
