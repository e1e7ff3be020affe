import { parseArtifactUri } from './parseArtifactUri';

describe('parseArtifactUri', () => {
  const hex = 'ab'.repeat(32);

  it('finds the digest', () => {
    expect(parseArtifactUri(`local:sha256:${hex}`, `sha256:${hex}`)).toBe(hex);
  });

  it('refuses a digest other than the registered one', () => {
    expect(() =>
      parseArtifactUri(`local:sha256:${hex}`, `sha256:${'0'.repeat(64)}`),
    ).toThrow(/does not fit the digest/);
  });

  it.each(['oci://registry/x', 'local:sha256:../..', `local:${hex}`])(
    'refuses %s',
    uri => {
      expect(() => parseArtifactUri(uri, `sha256:${hex}`)).toThrow(
        /cannot serve/,
      );
    },
  );
});
