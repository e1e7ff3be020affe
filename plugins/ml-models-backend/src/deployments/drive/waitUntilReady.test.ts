import { VersionServingStatus } from '@noshelfware/backstage-plugin-ml-models-node';
import { waitUntilReady } from './waitUntilReady';

describe('waitUntilReady', () => {
  const aStatus = (
    changes: Partial<VersionServingStatus>,
  ): VersionServingStatus => ({
    version: 1,
    state: 'ready',
    since: new Date(0),
    restarts: 0,
    ...changes,
  });
  const crashed = aStatus({ state: 'crashed', message: 'exited with code 9' });

  /** @returns how often it had to pause @param seen - by one look after another */
  async function wait(
    seen: VersionServingStatus[],
    timeoutMs = 60_000,
  ): Promise<number> {
    let pauses = 0;
    await waitUntilReady({
      version: 1,
      timeoutMs,
      look: async () => seen.shift(),
      pause: async () => {
        pauses += 1;
      },
      log: async () => {},
    });
    return pauses;
  }

  it('waits for one that has crashed and is to be started again', async () => {
    const again = { ...crashed, startsAgain: true };
    expect(await wait([again, again, aStatus({})])).toBe(2);
  });

  it('does not wait for one that nobody starts again', async () => {
    await expect(wait([crashed, aStatus({})])).rejects.toThrow(
      'The service of version 1 did not start: exited with code 9',
    );
  });

  it('waits no longer than it may, and tells why the service ended', async () => {
    const again = { ...crashed, startsAgain: true };
    await expect(wait([again, aStatus({})], -1)).rejects.toThrow(
      /^The service of version 1 was not ready within .*: exited with code 9$/,
    );
  });
});
