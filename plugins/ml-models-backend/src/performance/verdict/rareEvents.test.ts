import { DEFAULT_VERDICT_THRESHOLDS } from '@noshelfware/backstage-plugin-ml-models-common';
import { addCounts, Counts } from '../quality/Counts';
import { countOutcome } from '../quality/countOutcome';
import { measureQuality } from '../quality/measureQuality';
import { findQualityEvidence } from './findQualityEvidence';
import { judgeQuality } from './judgeQuality';

/** Of a thousand payments each hundredth is a fraud, and no score reaches 0.01. */
function countPayments(): Counts {
  const sums: Counts = new Map();
  for (let i = 0; i < 1_000; i += 1) {
    const fraud = i % 100 === 0;
    const spread = ((i * 617) % 1_000) / 1_000;
    const score = 10 ** ((fraud ? -3.8 : -4.5) + 1.2 * spread);
    const counts = countOutcome(
      { kind: 'binary', target: 'fraud', output: 'fraud', score: 'score' },
      { fraud: false, score },
      { fraud },
    );
    addCounts(sums, counts ?? new Map());
  }
  return sums;
}

/** As releases that had no finer bins have stored them. */
function withoutFinerBins(sums: Counts): Counts {
  return new Map([...sums].filter(([name]) => !name.includes('fine')));
}

function judge(sums: Counts, evaluated: Record<string, number>) {
  const evaluation = Object.entries(evaluated).map(([name, value]) => ({
    name,
    value,
    higherIsBetter: name !== 'log_loss',
  }));
  return judgeQuality(
    {
      recent: { requests: 0, errors: 0, timed: 0 },
      before: { timed: 0 },
      drift: [],
      quality: findQualityEvidence(measureQuality(sums), evaluation),
    },
    DEFAULT_VERDICT_THRESHOLDS,
  );
}

describe('the verdict on a model of rare events', () => {
  it('is by its ROC AUC, and good where that is', () => {
    expect(judge(countPayments(), { roc_auc: 0.85 })).toMatchObject({
      state: 'healthy',
      what: expect.stringMatching(/^ROC AUC is 0\.8/),
    });
  });

  it('is not by that of outcomes that were counted in wide bins', () => {
    const sums = withoutFinerBins(countPayments());
    expect(judge(sums, { roc_auc: 0.85 })).toMatchObject({
      state: 'unknown',
      what: expect.stringMatching(/0\.5 ± 0\.5 .* one of .*Log loss/),
    });
    expect(judge(sums, { roc_auc: 0.85, log_loss: 0.07 }).what).toMatch(
      /^Log loss is/,
    );
  });
});
