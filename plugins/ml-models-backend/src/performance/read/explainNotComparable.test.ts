import { CountedSide, explainNotComparable } from './explainNotComparable';

function aSide(overrides: Partial<CountedSide>): CountedSide {
  return {
    version: 1,
    when: 'in this range',
    requests: 1_200,
    counted: [],
    ...overrides,
  };
}

describe('explainNotComparable', () => {
  it('says which version answered nothing, whatever else is the case', () => {
    const silent = aSide({ requests: 0 });
    expect(
      explainNotComparable(aSide({ version: 2, revision: 1 }), silent),
    ).toBe('Version 1 answered nothing in this range');
    expect(explainNotComparable(aSide({ ...silent, version: 2 }), silent)).toBe(
      'Version 2 answered nothing in this range. Version 1 answered nothing in this range',
    );
  });

  it('says so where there are no bins at all', () => {
    expect(explainNotComparable(aSide({}), aSide({ version: 2 }))).toMatch(
      'Neither has a baseline',
    );
  });

  it('says which version was not there for the bins of the newer', () => {
    const older = aSide({ revision: 1, counted: [1] });
    const newer = aSide({ version: 2, revision: 2, counted: [2] });
    const cause =
      'Their records were never counted in the same bins: none of 1,200 requests of version 1 in this range was counted in the bins of version 2';
    expect(explainNotComparable(newer, older)).toBe(cause);
    expect(explainNotComparable(older, newer)).toBe(cause);
  });

  it('tells the bins of the one baseline that there is', () => {
    expect(
      explainNotComparable(
        aSide({ revision: 1, counted: [1] }),
        aSide({ version: 2, requests: 1 }),
      ),
    ).toMatch(
      'none of 1 request of version 2 in this range was counted in the bins of version 1',
    );
  });

  it('tells of records that came before the bins of their own version', () => {
    expect(
      explainNotComparable(
        aSide({ revision: 1, counted: [1] }),
        aSide({ revision: 1, when: 'in the stretch before' }),
      ),
    ).toMatch('of version 1 in the stretch before was counted in its own bins');
  });
});
