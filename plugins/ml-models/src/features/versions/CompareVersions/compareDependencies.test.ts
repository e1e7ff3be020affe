import { compareDependencies } from './compareDependencies';

describe('compareDependencies', () => {
  it('tells what changed, what is new and what is gone, in this order', () => {
    expect(
      compareDependencies(
        [
          { name: 'zlib', version: '1' },
          { name: 'numpy', version: '2.3.0' },
          { name: 'gone', version: '3' },
          { name: 'pip' },
        ],
        [
          { name: 'numpy', version: '2.3.1' },
          { name: 'fresh', version: '1' },
          { name: 'zlib', version: '1' },
          { name: 'pip', version: '25' },
        ],
      ),
    ).toEqual([
      { name: 'numpy', was: '2.3.0', is: '2.3.1' },
      { name: 'pip', was: 'any version', is: '25' },
      { name: 'fresh', was: undefined, is: '1' },
      { name: 'gone', was: '3', is: undefined },
    ]);
  });

  it('takes the versions of one package together, in whatever order', () => {
    const one = { name: 'numpy', version: '1' };
    const other = { name: 'numpy', version: '2' };
    expect(compareDependencies([one, other], [other, one])).toEqual([]);
    expect(compareDependencies([one], [one, other])).toEqual([
      { name: 'numpy', was: '1', is: '1 or 2' },
    ]);
  });
});
