import {
  findSection,
  NamedValues,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Bin, binsOf } from './binsOf';
import { compileFeature, FindBinOfRecord } from './compileBinning';
import { FeatureBinning } from './FeatureBinning';

/** Features whose counts are stored together: some 10 kB a row. */
export const FEATURES_PER_CHUNK = 200;

export interface PlacedFeature {
  binning: FeatureBinning;
  bins: Bin[];
  /** Where its counts begin among those of all features. */
  offset: number;
  /** Which chunk it is stored in. */
  chunk: number;
  findBin: FindBinOfRecord;
}

/** A run of features that are stored together. */
export interface BinningChunk {
  chunk: number;
  offset: number;
  length: number;
}

/** A revision of a model's binning, laid out as one list of counts. */
export class BinningLayout {
  readonly features: readonly PlacedFeature[];
  readonly chunks: readonly BinningChunk[];
  /** Number of counts. */
  readonly length: number;

  constructor(readonly revision: number, binnings: readonly FeatureBinning[]) {
    let offset = 0;
    this.features = binnings.map((binning, index) => {
      const bins = binsOf(binning);
      const findBin = compileFeature(binning);
      const chunk = Math.floor(index / FEATURES_PER_CHUNK);
      const placed = { binning, bins, offset, chunk, findBin };
      offset += bins.length;
      return placed;
    });
    this.length = offset;
    this.chunks = this.layOutChunks();
  }

  /**
   * Adds one record to counts of this layout.
   *
   * @param outputs - absent when there was no answer: none are missing then
   */
  count(
    counts: Float64Array,
    { inputs, outputs }: { inputs: NamedValues; outputs?: NamedValues },
  ): void {
    for (const { binning, offset, findBin } of this.features) {
      const values = binning.role === 'input' ? inputs : outputs;
      if (values) {
        counts[offset + findBin(values)] += 1;
      }
    }
  }

  /**
   * @param name - `inputs.x`, `outputs.x`, or `x`: an input, then an output
   */
  findFeature(name: string): PlacedFeature | undefined {
    const { section, name: inSection = '' } = findSection(name) ?? {};
    const candidates = [
      this.find('input', name),
      this.find('output', name),
      section === 'inputs' ? this.find('input', inSection) : undefined,
      section === 'outputs' ? this.find('output', inSection) : undefined,
    ];
    return candidates.find(candidate => candidate !== undefined);
  }

  private find(role: 'input' | 'output', name: string) {
    return this.features.find(
      ({ binning }) => binning.role === role && binning.name === name,
    );
  }

  private layOutChunks(): BinningChunk[] {
    const chunks: BinningChunk[] = [];
    for (let i = 0; i < this.features.length; i += FEATURES_PER_CHUNK) {
      const { offset } = this.features[i];
      const end = this.features[i + FEATURES_PER_CHUNK]?.offset ?? this.length;
      chunks.push({ chunk: chunks.length, offset, length: end - offset });
    }
    return chunks;
  }
}
