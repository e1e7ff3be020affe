import { Knex } from 'knex';
import { DriftLimits } from '../drift/driftLimits';
import { cutForDrift } from './cutForDrift';
import { findVersionDrifts } from './findVersionDrifts';
import { CountedRange, readOf } from './PerformanceRange';
import { readFeatureCounts, readWindows } from './readWindows';
import { findLastServed } from './summariseWindows';

export interface ReadEvidenceOptions {
  knex: Knex;
  modelRef: string;
  environment: string;
  /** Default: all. */
  version?: number;
  span: { fromMs: number; untilMs: number };
  range: CountedRange;
  nowMs: number;
  limits?: DriftLimits;
}

/** Everything that profiles tell of a model over a range. */
export async function readEvidence(options: ReadEvidenceOptions) {
  const { knex, modelRef, environment, version, span, range, nowMs } = options;
  const filter = { modelRef, environment, version, ...readOf(range) };
  const windows = await readWindows(knex, filter);
  const versions = [...new Set(windows.map(it => it.version))].sort(
    (a, b) => a - b,
  );
  const drifts = await findVersionDrifts(
    knex,
    modelRef,
    versions,
    options.limits,
  );
  const revisions = [...drifts.values()].map(({ layout }) => layout.revision);
  const lastServed = version ?? findLastServed(windows);
  const cut = { span, range, nowMs };
  const predictionRange = cutForDrift({ ...cut, windows });
  const heatmapRange = cutForDrift({
    ...cut,
    windows: windows.filter(it => it.version === lastServed),
  });
  const { fromS } = filter;
  const earliestS = Math.min(fromS, predictionRange.fromS, heatmapRange.fromS);
  const counted = await readFeatureCounts(
    knex,
    { ...filter, fromS: earliestS },
    { revisions: [...new Set(revisions)] },
  );
  return {
    predictionRange,
    heatmapRange,
    windows,
    versions,
    /** The version that drift and evaluation are shown of. */
    lastServed,
    drifts,
    /** Of the range. */
    stored: counted.filter(({ startS }) => startS >= fromS),
    /** From where the first step of drift begins, which may be before. */
    counted,
  };
}
