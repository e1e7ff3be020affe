import { RedactionRule } from './ModelPolicySource';
import { strictestOf } from './strictestOf';

const HASH: RedactionRule = { path: 'outputs.cause', how: 'hash' };
const DROP: RedactionRule = { path: 'outputs.cause', how: 'drop' };
const TARGET_HASH: RedactionRule = { path: 'target.cause', how: 'hash' };
const TARGET_DROP: RedactionRule = { path: 'target.cause', how: 'drop' };
const CREW: RedactionRule = { path: 'inputs.crew', how: 'hash' };

describe('strictestOf', () => {
  const rulesOf = (a: RedactionRule[], b: RedactionRule[]) =>
    strictestOf([
      { sample: 1, redact: a },
      { sample: 1, redact: b },
    ]).redact;

  it('keeps the smallest share', () => {
    const redact: RedactionRule[] = [];
    expect(
      strictestOf([
        { sample: 0.5, redact },
        { sample: 0.1, redact },
      ]).sample,
    ).toBe(0.1);
  });

  it('has the rules of all', () => {
    expect(rulesOf([CREW], [TARGET_HASH])).toEqual([CREW, TARGET_HASH]);
  });

  it('drops what one hashes and another drops, whichever comes first', () => {
    expect(rulesOf([HASH], [DROP])).toEqual([DROP, TARGET_DROP]);
    expect(rulesOf([DROP], [HASH])).toEqual([DROP, TARGET_DROP]);
  });

  it('drops a target that one drops with its output and another hashes', () => {
    expect(rulesOf([DROP], [TARGET_HASH])).toContainEqual(TARGET_DROP);
    expect(rulesOf([TARGET_HASH], [DROP])).toContainEqual(TARGET_DROP);
  });
});
