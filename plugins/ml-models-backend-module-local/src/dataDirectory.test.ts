import {
  artifactFile,
  assertPathSegment,
  dataDirectoryAt,
  repositoryFolder,
} from './dataDirectory';

describe('dataDirectory', () => {
  const data = dataDirectoryAt('/srv/data');

  it('lays repositories out by owner and name', () => {
    expect(repositoryFolder(data, { owner: 'ops', repo: 'delay' })).toBe(
      '/srv/data/git/ops/delay.git',
    );
  });

  it('finds an archive by its digest', () => {
    const hex = 'a'.repeat(64);
    expect(artifactFile(data, hex)).toBe(
      `/srv/data/artifacts/sha256/${hex}.tar.gz`,
    );
  });

  it.each(['..', '.', '', 'a/b', '.hidden', '-rf', 'a\0b'])(
    'refuses %j as the name of a folder',
    name => {
      expect(() => assertPathSegment(name)).toThrow(/cannot name a folder/);
    },
  );

  it('refuses a digest that is a path', () => {
    expect(() => artifactFile(data, '../../etc/passwd')).toThrow(/SHA-256/);
  });
});
