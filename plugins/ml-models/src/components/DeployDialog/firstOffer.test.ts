import {
  anEnvironmentStatus,
  anIdleEnvironment,
} from '../../__testUtils__/builders/aModelStatus';
import { aVersion } from '../../__testUtils__/builders/aVersion';
import { firstEnvironment, firstSource, Offered } from './firstOffer';

const sha = 'b'.repeat(40);

function offer(
  commits: Offered['commits'],
  versions: Offered['versions'],
): Offered {
  return { environments: [], commits, versions };
}

it('offers the first environment that a version does not serve yet', () => {
  const staging = anEnvironmentStatus({ name: 'staging', liveVersion: 4 });
  const production = anEnvironmentStatus({ liveVersion: 3 });
  const first = (version: number) =>
    firstEnvironment({ kind: 'version', version }, [staging, production]);
  expect(first(4)).toBe(production);
  expect(first(3)).toBe(staging);
  expect(firstEnvironment({ kind: 'version', version: 4 }, [staging])).toBe(
    staging,
  );
  expect(firstEnvironment({ kind: 'commit', sha }, [staging, production])).toBe(
    staging,
  );
});

describe('what is offered first', () => {
  const built = aVersion({ version: 3, commit: { sha } });

  it('is the newest commit while it is not built', () => {
    expect(firstSource(offer([{ sha: 'c'.repeat(40) }], [built]))).toEqual({
      kind: 'commit',
      sha: 'c'.repeat(40),
    });
  });

  it('is the version that the newest commit was built into', () => {
    expect(
      firstSource(offer([{ sha }], [aVersion({ version: 4 }), built])),
    ).toEqual({
      kind: 'version',
      version: 3,
    });
  });

  it('is the newest version where no commit can be read', () => {
    expect(firstSource(offer([], [built]))).toEqual({
      kind: 'version',
      version: 3,
    });
  });

  it('is nothing without commits and versions', () => {
    expect(firstSource(offer([], []))).toBeUndefined();
  });

  it('is what serves in the environment before, or what was stopped', () => {
    const staging = anEnvironmentStatus({ name: 'staging', liveVersion: 3 });
    const production = anIdleEnvironment('production');
    const versions = [5, 4, 3, 2].map(version => aVersion({ version }));
    const offered = {
      ...offer([{ sha }], versions),
      environments: [staging, production],
    };
    expect(firstSource(offered, 'production')).toEqual({
      kind: 'version',
      version: 3,
    });

    const lastServed = { version: 2, until: '2026-03-01T11:01:00.000Z' };
    const stopped = [staging, { ...production, lastServed }];
    expect(
      firstSource({ ...offered, environments: stopped }, 'production'),
    ).toEqual({ kind: 'version', version: 2 });
    // Removed, or registered without an artifact: it cannot be started again.
    expect(
      firstSource(
        { ...offered, versions: versions.slice(0, 3), environments: stopped },
        'production',
      ),
    ).toEqual({ kind: 'version', version: 3 });
    expect(
      firstSource({ ...offered, environments: stopped }, 'staging'),
    ).toEqual({ kind: 'commit', sha });
    expect(firstSource({ ...offered, environments: stopped })).toEqual({
      kind: 'commit',
      sha,
    });
  });
});
