import { describeMissedGate } from './describeMissedGate';

const REMEDY =
  'Improve the model, or change the threshold in the repository, and push again.';

function aCheck(metric: string, passed: boolean) {
  return { metric, value: 0.61, operator: '>=', threshold: 0.7, passed };
}

describe('describeMissedGate', () => {
  it('names the checks that did not pass, and no other', () => {
    const checks = [
      aCheck('auc', false),
      aCheck('recall', true),
      aCheck('f1', false),
    ];
    expect(describeMissedGate({ checks })).toBe(
      `The evaluation gate did not pass: auc 0.61 is not >= 0.7; f1 0.61 is not >= 0.7. ${REMEDY}`,
    );
  });

  it('does without checks', () => {
    expect(describeMissedGate({ checks: [] })).toBe(
      `The evaluation gate did not pass. ${REMEDY}`,
    );
  });
});
