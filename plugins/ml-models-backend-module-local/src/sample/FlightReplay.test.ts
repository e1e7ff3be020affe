import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeExecutable } from '../__testUtils__/executable';
import { processVariables } from '../__testUtils__/processVariables';
import { temporaryDirectory } from '../__testUtils__/temporaryDirectory';
import { dataDirectoryAt, versionFolder } from '../dataDirectory';
import { FlightReplay, ReplayProgress, ReplayRun } from './FlightReplay';

const HEX = 'a'.repeat(64);

describe('FlightReplay', () => {
  const folder = temporaryDirectory();
  const setVariables = processVariables();

  /** @param script - stands in for Python, and for the replay that it runs */
  async function replay(script: string, run: Partial<ReplayRun> = {}) {
    const data = dataDirectoryAt(folder.path);
    const version = versionFolder(data, HEX);
    await mkdir(version, { recursive: true });
    await writeFile(
      join(version, 'pipeline.yaml'),
      'environment: { python: ">=3.10", lock: requirements.lock }\nstages: [{ name: test, run: make }]\nserve: { run: make }',
    );
    const binDirectory = join(folder.path, 'bin');
    await writeExecutable(binDirectory, 'python', script);
    await new FlightReplay({
      data,
      environments: {
        prepare: async () => ({ binDirectory, variables: {} }),
      },
    }).run({
      artifactDigest: `sha256:${HEX}`,
      endpoint: 'http://gateway',
      args: ['--rate', '2'],
      variables: { NOSHELFWARE_REPLAY_TOKEN: 'replays' },
      signal: new AbortController().signal,
      ...run,
    });
  }

  it("runs the version's own replay in its environment, and tells how far it is", async () => {
    const seen: ReplayProgress[] = [];
    await replay(
      `[ "$*" = "-m flight_delay.replay --endpoint http://gateway --rate 2" ] || exit 3
       [ "$PWD" = "${versionFolder(
         dataDirectoryAt(folder.path),
         HEX,
       )}" ] || exit 4
       echo '{ no progress'
       echo '{"sent": 7, "total": 9, "failed": 1}'`,
      { onProgress: progress => seen.push(progress) },
    );
    expect(seen).toEqual([{ sent: 7, total: 9, failed: 1 }]);
  });

  it("shows it what it is given, and no secret of the backend's", async () => {
    setVariables({ DATABASE_PASSWORD: 'hush' });
    await expect(replay('env; exit 1')).rejects.toThrow(
      /^NOSHELFWARE_REPLAY_TOKEN=replays$/m,
    );
    await expect(replay('env; exit 1')).rejects.not.toThrow(/hush/);
  });

  it('says with its last lines why it broke off', async () => {
    await expect(
      replay('echo "The endpoint is away" >&2; exit 2'),
    ).rejects.toThrow('Replaying flights ended with 2:\nThe endpoint is away');
  });
});
