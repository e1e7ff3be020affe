import { DEFAULT_DRIFT_LIMITS, isExempt } from './driftLimits';

describe('isExempt', () => {
  const limits = { ...DEFAULT_DRIFT_LIMITS, exempt: ['inputs.trip'] };

  it.each([
    ['trip', 'input', true],
    ['trip.month', 'input', true],
    ['trips', 'input', false],
    ['my.trip', 'input', false],
    ['trip', 'output', false],
  ] as const)('says of %s, an %s: %s', (name, role, exempt) => {
    expect(isExempt(limits, { name, role })).toBe(exempt);
  });

  it('exempts nothing unless the model does', () => {
    const trip = { name: 'trip', role: 'input' } as const;
    expect(isExempt(DEFAULT_DRIFT_LIMITS, trip)).toBe(false);
  });
});
