import { BinningLayout } from '../binning/BinningLayout';
import { FeatureAddition } from './addToFeatureCounts';
import { KeyedSums } from '../KeyedSums';
import { WindowAddition } from './addToWindows';
import {
  isSameWindow,
  toWindowKeyRow,
  WindowKey,
  windowKeyText,
} from './WindowKey';
import { WindowProfile } from './WindowProfile';

interface BatchedWindow extends WindowAddition {
  counts: Map<BinningLayout, Float64Array>;
}

/** Windows that something is added to, each summed up before it is written. */
export class WindowBatch {
  private readonly sums = new KeyedSums<WindowKey, BatchedWindow>({
    isSame: isSameWindow,
    textOf: key => windowKeyText(toWindowKeyRow(key)),
    begin: key => ({ key, profile: new WindowProfile(), counts: new Map() }),
  });

  profileOf(key: WindowKey): WindowProfile {
    return this.sums.get(key).profile;
  }

  /** @returns counts in the order of the layout, to be added to in place */
  featureCountsOf(key: WindowKey, layout: BinningLayout): Float64Array {
    const { counts } = this.sums.get(key);
    let known = counts.get(layout);
    if (!known) {
      known = new Float64Array(layout.length);
      counts.set(layout, known);
    }
    return known;
  }

  /** In the order of the key, so that two writers never wait for each other. */
  windows(): WindowAddition[] {
    return this.sums.inKeyOrder();
  }

  features(): FeatureAddition[] {
    return this.sums.values().flatMap(({ key, counts }) =>
      [...counts].flatMap(([layout, all]) =>
        layout.chunks.map(({ chunk, offset, length }) => ({
          key,
          revision: layout.revision,
          chunk,
          counts: all.subarray(offset, offset + length),
        })),
      ),
    );
  }
}
