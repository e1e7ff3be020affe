import { DEFAULT_VERDICT_THRESHOLDS } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import type { ComparedOutput } from '../../deployments/canary/CanaryObserver';
import { driftLimitsOf } from '../drift/driftLimits';
import { sumOf } from '../drift/jensenShannon';
import { ThresholdSource } from '../verdict/judgeModels';
import { compareFeatures } from './compareFeatures';
import { findRedacted } from './findRedacted';
import { findRedactedUnlike } from './findRedactedUnlike';
import { findVersionDrifts } from './findVersionDrifts';
import { readFeatureCounts, WindowFilter } from './readWindows';
import { sumFeatureCounts } from './sumFeatureCounts';
import { VersionRedaction } from './VersionRedaction';

export interface CompareOutputsOptions {
  knex: Knex;
  thresholds: ThresholdSource;
  redaction: VersionRedaction;
}

export type ComparedVersion = WindowFilter & { version: number };

/**
 * In the first revision of the binning that both are counted in. Whatever came
 * just before counts, too: how outputs lie does not change with the minute.
 */
export async function compareOutputs(
  { knex, thresholds, redaction }: CompareOutputsOptions,
  candidate: ComparedVersion,
  live: ComparedVersion,
): Promise<ComparedOutput[]> {
  const { modelRef } = candidate;
  const given = await thresholds.findThresholds(modelRef);
  const limits = driftLimitsOf(given ?? DEFAULT_VERDICT_THRESHOLDS);
  const versions = [candidate.version, live.version];
  const drifts = await findVersionDrifts(knex, modelRef, versions, limits);
  const layouts = [...drifts.values()].map(({ layout }) => layout);
  // In any of the layouts: where a version drops an output there may be no bins of it.
  const unlike = new Set(
    findRedactedUnlike(
      layouts.flatMap(({ features }) => features),
      await redaction.findRules(modelRef, candidate.version),
      await redaction.findRules(modelRef, live.version),
    )
      .filter(({ binning }) => binning.role === 'output')
      .map(({ binning }) => binning.name),
  );
  const ofUnlike = [...unlike].map(
    (name): ComparedOutput => ({ name, decision: 'unknown', redacted: true }),
  );
  for (const layout of layouts) {
    const [counts, reference] = await Promise.all(
      [candidate, live].map(async side =>
        sumFeatureCounts(
          layout,
          side.version,
          await readFeatureCounts(knex, side, { revisions: [layout.revision] }),
        ),
      ),
    );
    if (sumOf(counts) > 0 && sumOf(reference) > 0) {
      const redacted = findRedacted(layout, reference, limits.redact);
      const ofAlike = compareFeatures(layout, counts, reference, {
        limits,
        redacted,
      })
        .filter(
          ({ role, feature }) => role === 'output' && !unlike.has(feature),
        )
        .map(it => ({
          name: it.feature,
          decision: it.decision,
          distance: it.measures.jsDistance,
          limit: it.distanceLimit,
          n: it.n,
          liveN: it.baselineN,
          redacted: it.redacted,
        }));
      return [...ofAlike, ...ofUnlike];
    }
  }
  return ofUnlike;
}
