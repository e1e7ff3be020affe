import {
  ComparedMeasure,
  ModelReport,
  QUALITY_METRICS,
  RATE_REQUESTS_MIN,
} from '@noshelfware/backstage-plugin-ml-models-common';
import type {
  BuildJudge,
  BuildJudgement,
  PredictedTwice,
} from '../../deployments/retrain/BuildJudge';
import { formatCount } from '../../formatNumber';
import { addCounts, Counts } from './Counts';
import { countOutcome } from './countOutcome';
import { findClasses } from './findClasses';
import { findWorse, PairedCounts } from './findWorse';
import { measureQuality } from './measureQuality';
import { findOutcomeRule, OutcomeRule } from './OutcomeRule';

/** Judges two versions by the same rows, with the measures that outcomes are judged by. */
export const compareBuilds: BuildJudge = {
  judge(report, rows) {
    const rule = report && findRule(report, rows);
    if (!rule) {
      return {
        n: 0,
        measures: [],
        worse: [],
        unmeasured:
          'its model report names no target, so that nobody knows which output predicts what',
      };
    }
    return judgePairs(
      rows.flatMap(({ target, candidate, live }) => {
        const ofCandidate = countOutcome(rule, candidate, target);
        const ofLive = countOutcome(rule, live, target);
        return ofCandidate && ofLive
          ? [{ candidate: ofCandidate, live: ofLive }]
          : [];
      }),
    );
  },
};

function findRule(
  report: ModelReport,
  rows: readonly PredictedTwice[],
): OutcomeRule | undefined {
  const rule = findOutcomeRule(report);
  return rule?.kind === 'multiclass'
    ? { ...rule, classes: findClasses(rows.flatMap(toReference), rule) }
    : rule;
}

/** Both versions count: neither may have a class of its own left out. */
function toReference({ target, candidate, live }: PredictedTwice) {
  return [
    { inputs: {}, outputs: candidate, target },
    { inputs: {}, outputs: live },
  ];
}

function judgePairs(pairs: readonly PairedCounts[]): BuildJudgement {
  const judged = { n: pairs.length, measures: measureBoth(pairs) };
  return pairs.length < RATE_REQUESTS_MIN
    ? {
        ...judged,
        worse: [],
        unmeasured: `${formatCount(
          pairs.length,
          'row',
        )} could be compared, and ${RATE_REQUESTS_MIN} are needed`,
      }
    : { ...judged, worse: findWorse(pairs) };
}

function measureBoth(pairs: readonly PairedCounts[]): ComparedMeasure[] {
  const candidate = measureQuality(sumUp(pairs.map(pair => pair.candidate)));
  const live = measureQuality(sumUp(pairs.map(pair => pair.live)));
  return QUALITY_METRICS.flatMap(({ measure }) => {
    const ofCandidate = candidate[measure];
    const ofLive = live[measure];
    return ofCandidate === undefined || ofLive === undefined
      ? []
      : [
          {
            measure,
            candidate: ofCandidate,
            live: ofLive,
            n: pairs.length,
          },
        ];
  });
}

function sumUp(each: readonly Counts[]): Counts {
  const sums: Counts = new Map();
  each.forEach(counts => addCounts(sums, counts));
  return sums;
}
