import { Knex } from 'knex';
import { findBaselines, VersionKey } from '../baseline/baselines';
import { ExpectedColumns } from '../baseline/ExpectedColumns';
import { BinningLayout } from '../binning/BinningLayout';
import { findLayout, findNewestRevisions } from '../binning/findLayouts';
import { isCalibrated } from '../quality/estimateQuality';
import { OutcomeRule } from '../quality/OutcomeRule';
import { rememberInMap } from '../../rememberInMap';
import { compileSlicing, FindSlices } from './Slicing';
import { VersionMap } from './VersionMap';

/** Versions remembered; a kilobyte each, and 50 for a thousand columns. */
const VERSIONS_KEPT_MAX = 10_000;
/** Layouts remembered: some 100 kB each for a model of 1,000 features. */
const LAYOUTS_KEPT_MAX = 500;

interface KnownVersion {
  revision: number;
  rule?: OutcomeRule;
  columns?: ExpectedColumns;
  isCalibrated: boolean;
}

/** What counting needs to know of one version. */
export interface CountingRules {
  /** The version's own binning and the model's newest; none without a baseline. */
  layouts: BinningLayout[];
  rule?: OutcomeRule;
  /** Absent: nothing is told to be extra. */
  columns?: ExpectedColumns;
  /** Whether scores are taken as the probabilities that they claim to be. */
  isCalibrated: boolean;
  /** Absent: nothing is sliced. */
  findSlices?: FindSlices;
}

const NOTHING_KNOWN: CountingRules = { layouts: [], isCalibrated: false };

/**
 * Remembers what never changes: revisions are frozen, and so are baselines. Only
 * first records may give way to a reference, so they are looked up each time.
 */
export class ProfilingKnowledge {
  private readonly versions = new Map<string, KnownVersion>();
  private readonly layouts = new Map<string, BinningLayout>();

  /**
   * @param versions - different ones
   * @returns how to count each of them
   */
  async load(
    trx: Knex,
    versions: readonly VersionKey[],
    slicesByModel: ReadonlyMap<string, readonly string[]> = new Map(),
  ): Promise<(version: VersionKey) => CountingRules> {
    const versionsKnown = await this.loadVersions(trx, versions);
    const modelRefs = new Set(versions.map(({ modelRef }) => modelRef));
    const newest = await findNewestRevisions(trx, [...modelRefs]);
    const rules = new VersionMap<CountingRules>();
    for (const version of versions) {
      const { modelRef } = version;
      const known = versionsKnown.get(version);
      const revisions = new Set([known?.revision, newest.get(modelRef)]);
      const layouts = await this.loadLayouts(trx, modelRef, revisions);
      // By the version's own bins: an outcome must find the slice of its inference.
      const own = layouts.find(it => it.revision === known?.revision);
      const names = slicesByModel.get(modelRef) ?? [];
      rules.set(version, {
        findSlices:
          own && names.length > 0 ? compileSlicing(own, names) : undefined,
        rule: known?.rule,
        columns: known?.columns,
        isCalibrated: known?.isCalibrated ?? false,
        layouts,
      });
    }
    return version => rules.get(version) ?? NOTHING_KNOWN;
  }

  /** @returns those that have a baseline */
  private async loadVersions(
    trx: Knex,
    versions: readonly VersionKey[],
  ): Promise<VersionMap<KnownVersion>> {
    const known = new VersionMap<KnownVersion>();
    const unknown: VersionKey[] = [];
    for (const version of versions) {
      const remembered = this.versions.get(textOf(version));
      if (remembered) {
        known.set(version, remembered);
      } else {
        unknown.push(version);
      }
    }
    for (const baseline of await findBaselines(trx, unknown)) {
      const { revision, rule, columns, outcomes, source } = baseline;
      const found = {
        revision,
        rule,
        columns,
        isCalibrated: isCalibrated(outcomes),
      };
      known.set(baseline, found);
      if (source === 'reference') {
        rememberInMap(
          this.versions,
          textOf(baseline),
          found,
          VERSIONS_KEPT_MAX,
        );
      }
    }
    return known;
  }

  private async loadLayouts(
    trx: Knex,
    modelRef: string,
    revisions: ReadonlySet<number | undefined>,
  ): Promise<BinningLayout[]> {
    const layouts: BinningLayout[] = [];
    for (const revision of revisions) {
      if (revision !== undefined) {
        const key = JSON.stringify([modelRef, revision]);
        const layout =
          this.layouts.get(key) ?? (await findLayout(trx, modelRef, revision));
        if (layout) {
          rememberInMap(this.layouts, key, layout, LAYOUTS_KEPT_MAX);
          layouts.push(layout);
        }
      }
    }
    return layouts;
  }
}

function textOf({ modelRef, version }: VersionKey): string {
  return JSON.stringify([modelRef, version]);
}
