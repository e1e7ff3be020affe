import { distinctVersions, VersionMap } from './VersionMap';

const VERSIONS = [
  { modelRef: 'a', version: 1 },
  { modelRef: 'a', version: 2 },
  { modelRef: 'b', version: 1 },
];

describe('VersionMap', () => {
  it('finds what was set of a version last', () => {
    const map = new VersionMap<number>();
    VERSIONS.forEach((version, at) => map.set(version, at));
    map.set({ ...VERSIONS[0] }, 7);
    expect(VERSIONS.map(version => map.get({ ...version }))).toEqual([7, 1, 2]);
    expect(map.get({ modelRef: 'b', version: 2 })).toBeUndefined();
  });
});

describe('distinctVersions', () => {
  it('names each version once', () => {
    const many = [...VERSIONS, ...VERSIONS].map(it => ({ ...it, row: 0 }));
    expect(distinctVersions(many)).toEqual(VERSIONS);
  });
});
