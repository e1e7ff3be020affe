import { VersionKey } from '../baseline/baselines';

/** Values by version, for what is asked of each record: without a text as key. */
export class VersionMap<Value> {
  private readonly byModel = new Map<string, Map<number, Value>>();

  get({ modelRef, version }: VersionKey): Value | undefined {
    return this.byModel.get(modelRef)?.get(version);
  }

  set({ modelRef, version }: VersionKey, value: Value): void {
    const ofModel = this.byModel.get(modelRef);
    if (ofModel) {
      ofModel.set(version, value);
    } else {
      this.byModel.set(modelRef, new Map([[version, value]]));
    }
  }
}

/** @returns one of each version */
export function distinctVersions(versions: Iterable<VersionKey>): VersionKey[] {
  const known = new VersionMap<true>();
  const distinct: VersionKey[] = [];
  for (const { modelRef, version } of versions) {
    const key = { modelRef, version };
    if (!known.get(key)) {
      known.set(key, true);
      distinct.push(key);
    }
  }
  return distinct;
}
