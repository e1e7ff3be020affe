import { Knex } from 'knex';
import { ExpiringCache } from '../ExpiringCache';
import type { RecordPolicy } from '../inference/ModelPolicySource';
import type { RegisteredPolicies } from '../inference/RegisteredPolicies';
import { findNewestPolicy, listPolicies } from './findPolicies';

export interface RegisteredPoliciesOptions {
  database: Knex;
  /** Tells which versions are live anywhere. */
  live: { list(modelRefs: string[]): Promise<Array<{ version: number }>> };
  /** Milliseconds of a clock that never goes back; default: the process's. */
  now?: () => number;
}

/**
 * Every request asks, and on SQLite would wait for the records of others to be
 * stored. A version that is registered has the policy of its model, which is in
 * force meanwhile.
 */
const KEPT_MS = 10_000;

/** Under a kilobyte each. */
const KEPT_MAX = 10_000;

/** Reads the policies that are stored with versions. */
export class DatabaseRegisteredPolicies implements RegisteredPolicies {
  private readonly ofVersions: ExpiringCache<RecordPolicy | undefined>;
  private readonly inUse: ExpiringCache<RecordPolicy[]>;

  constructor(private readonly options: RegisteredPoliciesOptions) {
    const kept = { ttlMs: KEPT_MS, maxEntries: KEPT_MAX, now: options.now };
    this.ofVersions = new ExpiringCache(kept);
    this.inUse = new ExpiringCache(kept);
  }

  async find(
    modelRef: string,
    version: number,
  ): Promise<RecordPolicy | undefined> {
    const { database } = this.options;
    return this.ofVersions.get(
      JSON.stringify([modelRef, version]),
      async () => (await listPolicies(database, modelRef, [version]))[0],
    );
  }

  async listInUse(modelRef: string): Promise<RecordPolicy[]> {
    const { database, live } = this.options;
    return this.inUse.get(modelRef, async () => {
      const serving = await live.list([modelRef]);
      const versions = serving.map(({ version }) => version);
      const newest = await findNewestPolicy(database, modelRef);
      return [
        ...(await listPolicies(database, modelRef, versions)),
        ...(newest ? [newest] : []),
      ];
    });
  }
}
