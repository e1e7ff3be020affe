import { BinningLayout } from '../binning/BinningLayout';
import { FeatureAddition } from './addToFeatureCounts';
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
  private readonly byKey = new Map<string, BatchedWindow>();
  /** Most often the one that is asked for next: to find it by its key takes 1 µs. */
  private last?: BatchedWindow;

  profileOf(key: WindowKey): WindowProfile {
    return this.windowOf(key).profile;
  }

  /** @returns counts in the order of the layout, to be added to in place */
  featureCountsOf(key: WindowKey, layout: BinningLayout): Float64Array {
    const { counts } = this.windowOf(key);
    let known = counts.get(layout);
    if (!known) {
      known = new Float64Array(layout.length);
      counts.set(layout, known);
    }
    return known;
  }

  /** In the order of the key, so that two writers never wait for each other. */
  windows(): WindowAddition[] {
    return [...this.byKey.keys()]
      .sort()
      .flatMap(key => this.byKey.get(key) ?? []);
  }

  features(): FeatureAddition[] {
    return [...this.byKey.values()].flatMap(({ key, counts }) =>
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

  private windowOf(key: WindowKey): BatchedWindow {
    if (!this.last || !isSameWindow(this.last.key, key)) {
      this.last = this.find(key);
    }
    return this.last;
  }

  private find(key: WindowKey): BatchedWindow {
    const text = windowKeyText(toWindowKeyRow(key));
    let window = this.byKey.get(text);
    if (!window) {
      window = { key, profile: new WindowProfile(), counts: new Map() };
      this.byKey.set(text, window);
    }
    return window;
  }
}
