import { NamedValues } from '@noshelfware/backstage-plugin-ml-models-common';
import { RecordPair } from '@noshelfware/backstage-plugin-ml-models-node';
import { RedactionRule } from '../../inference/ModelPolicySource';
import { compareAnswers } from './compareAnswers';

let serial = 0;

function aPair(
  candidate: NamedValues | undefined,
  live: NamedValues | undefined,
): RecordPair {
  serial += 1;
  const record = { inferenceId: `id-${serial}`, row: 0, failed: false };
  return {
    shadow: { ...record, outputs: candidate },
    primary: { ...record, row: 1, outputs: live },
  };
}

function compare(pairs: RecordPair[], rules: RedactionRule[] = []) {
  return compareAnswers(
    { pairs, copies: pairs.length + 1 },
    { tolerance: 0.05, rules },
  );
}

describe('compareAnswers', () => {
  it('counts where any output differs, and where each does', () => {
    const alike = aPair({ late: true, delay: 10 }, { late: true, delay: 10.4 });
    const other = aPair({ late: false, delay: 10 }, { late: true, delay: 30 });
    const half = aPair({ late: true, delay: 10 }, { late: true, delay: 30 });
    expect(compare([alike, other, half])).toEqual({
      copies: 4,
      paired: 3,
      failed: 0,
      withoutBody: 0,
      n: 3,
      differing: 2,
      outputs: [
        { name: 'delay', n: 3, differing: 2, isDecision: false },
        { name: 'late', n: 3, differing: 1, isDecision: true },
      ],
      redacted: [],
      oneSided: [],
      examples: [
        {
          outputs: ['delay', 'late'],
          candidate: { id: other.shadow.inferenceId, row: 0 },
          live: { id: other.primary.inferenceId, row: 1 },
        },
        expect.objectContaining({ outputs: ['delay'] }),
      ],
    });
  });

  it('compares neither what failed, nor what has no body', () => {
    const failed = aPair({ late: true }, { late: false });
    failed.shadow.failed = true;
    const found = compare([
      failed,
      aPair(undefined, { late: true }),
      aPair({ late: true }, { late: true }),
    ]);
    expect(found).toMatchObject({
      paired: 3,
      failed: 1,
      withoutBody: 1,
      n: 1,
      differing: 0,
    });
  });

  it('calls a value that is missing now and then another, and an output that never comes none', () => {
    const found = compare([
      aPair({ late: true, cause: 'fog', score: 1 }, { late: true }),
      aPair({ score: 1 }, { late: true }),
    ]);
    expect(found).toMatchObject({
      differing: 1,
      outputs: [{ name: 'late', differing: 1 }],
      oneSided: ['cause', 'score'],
    });
  });

  it('compares nothing that a rule redacts, within or without', () => {
    const pair = aPair(
      { 'a.b': 1, late: 'x1', who: { name: 'x2', row: 1 } },
      { 'a.b': 1, late: 'y1', who: { name: 'y2', row: 1 } },
    );
    const found = compare(
      [pair],
      [
        { path: 'outputs.late', how: 'hash' },
        { path: 'outputs.who.name', how: 'hash' },
        { path: 'outputs.gone', how: 'drop' },
        { path: 'inputs.a.b', how: 'drop' },
      ],
    );
    expect(found).toMatchObject({
      n: 1,
      differing: 0,
      outputs: [{ name: 'a.b' }],
      redacted: ['gone', 'late', 'who'],
      oneSided: [],
    });
  });

  it('has compared nothing where nothing is left to compare', () => {
    const rules: RedactionRule[] = [{ path: 'outputs.late', how: 'drop' }];
    expect(compare([aPair({}, {})], rules)).toMatchObject({ n: 0, paired: 1 });
  });

  it('gives a handful of examples', () => {
    const pairs = Array.from({ length: 40 }, () => aPair({ a: 1 }, { a: 9 }));
    const { differing, examples } = compare(pairs);
    expect([differing, examples.length]).toEqual([40, 5]);
  });
});
