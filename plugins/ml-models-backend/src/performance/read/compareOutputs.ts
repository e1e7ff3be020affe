import { DEFAULT_VERDICT_THRESHOLDS } from '@noshelfware/backstage-plugin-ml-models-common';
import { Knex } from 'knex';
import type { ComparedOutput } from '../../deployments/canary/CanaryObserver';
import type { RedactionRule } from '../../inference/ModelPolicySource';
import { rulesOver } from '../baseline/rulesOver';
import { BinningLayout } from '../binning/BinningLayout';
import { driftLimitsOf } from '../drift/driftLimits';
import { sumOf } from '../drift/jensenShannon';
import { ThresholdSource } from '../verdict/judgeModels';
import { compareFeatures } from './compareFeatures';
import { findRedacted } from './findRedacted';
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
  const unlike = findRedactedUnlike(
    layouts,
    await redaction.findRules(modelRef, candidate.version),
    await redaction.findRules(modelRef, live.version),
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
          redacted: it.redacted,
        }));
      return [...ofAlike, ...ofUnlike];
    }
  }
  return ofUnlike;
}

/**
 * By the rules and not by the bins: a value and a hash are both new to bins of
 * hashes, or of values.
 *
 * @returns outputs that one of two versions has raw, hashed or dropped, and the other
 *   otherwise, in any of the layouts: where one is dropped there may be no bins of it
 */
function findRedactedUnlike(
  layouts: readonly BinningLayout[],
  rules: readonly RedactionRule[],
  otherRules: readonly RedactionRule[],
): Set<string> {
  return new Set(
    layouts
      .flatMap(({ features }) => features)
      .filter(
        ({ binning }) =>
          binning.role === 'output' &&
          textOf(rulesOver(binning, rules)) !==
            textOf(rulesOver(binning, otherRules)),
      )
      .map(({ binning }) => binning.name),
  );
}

/** The same for the same rules, in whatever order. */
function textOf(rules: readonly RedactionRule[]): string {
  return [...new Set(rules.map(({ path, how }) => `${how} ${path}`))]
    .sort()
    .join();
}
