import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { aModelEntity } from '../../__testUtils__/aModelEntity';
import { isApprovalNeeded } from './ApprovalRule';
import { readApprovalRules } from './readApprovalRules';

function read(approvals?: JsonObject | string | null) {
  const mlModels = approvals === undefined ? {} : { approvals };
  return readApprovalRules(new ConfigReader({ mlModels }));
}

function isNeeded(
  approvals: JsonObject | undefined,
  riskTier: 'minimal' | 'high' | undefined,
  environment: string,
) {
  const model = aModelEntity({ spec: { riskTier } });
  return isApprovalNeeded(read(approvals), model, environment);
}

describe('the rules of approvals', () => {
  it.each([
    ['high', 'production', true],
    ['high', 'staging', false],
    ['minimal', 'production', false],
    [undefined, 'production', false],
  ] as const)(
    'hold, unless told otherwise, a model of risk %s in %s: %s',
    (riskTier, environment, expected) => {
      expect(isNeeded(undefined, riskTier, environment)).toBe(expected);
    },
  );

  it('are switched off by an empty list', () => {
    expect(isNeeded({ rules: [] }, 'high', 'production')).toBe(false);
  });

  it('hold for all of what they do not name', () => {
    const staging = { rules: [{ environments: ['staging'] }] };
    expect(isNeeded(staging, undefined, 'staging')).toBe(true);
    expect(isNeeded(staging, 'high', 'production')).toBe(false);
    const high = { rules: [{ riskTiers: ['high'] }] };
    expect(isNeeded(high, 'high', 'staging')).toBe(true);
    expect(isNeeded(high, undefined, 'staging')).toBe(false);
  });

  it.each([
    [{ rules: [{ riskTiers: ['hihg'] }] }, 'rules[0].riskTiers[0]'],
    [{ rules: [{ risktiers: ['high'] }] }, 'risktiers'],
    [{ rules: [{ environments: [] }] }, 'rules[0].environments'],
    [{ rules: { riskTiers: ['high'] } }, 'rules'],
    [{ rule: [] }, 'rule'],
    ['high', 'expected object'],
  ])('refuse %j and say where', (approvals, where) => {
    expect(() => read(approvals)).toThrow('mlModels.approvals');
    expect(() => read(approvals)).toThrow(where);
  });
});
