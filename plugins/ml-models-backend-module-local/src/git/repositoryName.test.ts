import {
  assertRepositoryName,
  findRawLocation,
  findRepositoryName,
} from './repositoryName';

describe('repositoryName', () => {
  it.each([
    'http://localhost:7007/api/ml-models/git/ops/delay.git',
    'url:http://localhost:7011/api/ml-models/git/ops/delay/raw/main/',
    'https://portal.example.com/api/ml-models/git/ops/delay/raw/main/catalog-info.yaml',
    'http://[::1]:7007/api/ml-models/git/ops/delay',
  ])('finds ops/delay in %s', location => {
    expect(findRepositoryName(location)).toEqual({
      owner: 'ops',
      repo: 'delay',
    });
  });

  it.each([
    'https://github.com/ops/delay',
    'url:http://localhost:7007/api/catalog/git/ops/delay.git',
    'http://localhost:7007/api/ml-models/git/ops',
    'http://localhost:7007/api/ml-models/git/%2e%2e/delay.git',
    'http://localhost:7007/api/ml-models/git/ops/..%2f..%2fetc.git',
    'http://localhost:7007/api/ml-models/git/ops/%E0%A4%A',
    'delay',
  ])('finds no repository in %s', location => {
    expect(findRepositoryName(location)).toBeUndefined();
  });

  it('takes a raw URL apart, with a branch that has a slash', () => {
    expect(
      findRawLocation(
        'http://localhost:7007/api/ml-models/git/ops/delay/raw/release%2F1/docs/a%20b.md',
      ),
    ).toEqual({
      owner: 'ops',
      repo: 'delay',
      revision: 'release/1',
      path: 'docs/a b.md',
    });
    expect(
      findRawLocation('http://localhost:7007/api/ml-models/git/ops/delay.git'),
    ).toBeUndefined();
  });

  it.each(['', 'Delay', '.hidden', '-rf', 'a..b', 'a.git', 'a/b', 'a\n', 'ä'])(
    'refuses %j and says what is allowed',
    repo => {
      expect(() => assertRepositoryName({ owner: 'ops', repo })).toThrow(
        /cannot name a repository: owner and name are each 1 to 63/,
      );
    },
  );
});
