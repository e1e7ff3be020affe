import { mockServices } from '@backstage/backend-test-utils';
import { ReplayRun } from './FlightReplay';
import { SAMPLE } from './sampleModel';
import { SampleTraffic, SampleTrafficOptions } from './SampleTraffic';

const PORTAL: SampleTrafficOptions['portal'] = {
  findLiveVersion: async () => 2,
  getEndpoint: async () => 'http://gateway',
  getIngestUrl: async () => 'http://portal/otlp',
  getVersion: async () => ({ artifactDigest: 'sha256:2' }),
  isStarting: async () => false,
  withToken: (_, use) => use('token'),
};

describe('SampleTraffic', () => {
  it('replays some of the flights at their mapped times, no faster than pages stay fast', async () => {
    const runs: ReplayRun[] = [];
    const traffic = new SampleTraffic(
      {
        logger: mockServices.logger.mock(),
        readReplayToken: async () => 'replays',
        portal: PORTAL,
        replay: { run: async run => void runs.push(run) },
      },
      new AbortController().signal,
    );
    await traffic.replay({
      from: '2013-03-01',
      until: '2014-01-01',
      every: 10,
      mapUntil: '2026-03-01T00:00:00.000Z',
      skip: 30,
      onProgress: undefined,
    });

    expect(runs).toMatchObject([
      {
        artifactDigest: 'sha256:2',
        endpoint: 'http://gateway',
        args: [
          ...['--from', '2013-03-01', '--until', '2014-01-01'],
          ...['--map-from', '2025-09-02T00:00:00.000Z'],
          ...['--map-until', '2026-03-01T00:00:00.000Z'],
          ...['--every', '10', '--rate', String(SAMPLE.replay.rate)],
          ...['--skip', '30'],
        ],
        variables: { NOSHELFWARE_REPLAY_TOKEN: 'replays' },
      },
    ]);
  });

  it('sends nothing to a version that is being started', async () => {
    const stopping = new AbortController();
    const starting = [true, false];
    let asked = 0;
    const traffic = new SampleTraffic(
      {
        logger: mockServices.logger.mock(),
        readReplayToken: async () => 'replays',
        portal: {
          ...PORTAL,
          isStarting: async () => {
            asked += 1;
            return starting.shift() ?? false;
          },
        },
        replay: {
          run: async () => {
            expect(asked).toBe(2);
            stopping.abort();
          },
        },
      },
      stopping.signal,
    );
    await traffic.trickle();
    expect(asked).toBe(2);
  });

  it('takes the trickle up again when it breaks off, and says why once', async () => {
    const stopping = new AbortController();
    const logger = mockServices.logger.mock();
    const runs: string[][] = [];
    const traffic = new SampleTraffic(
      {
        logger,
        retryMs: 1,
        readReplayToken: async () => 'replays',
        portal: PORTAL,
        replay: {
          run: async ({ args, artifactDigest }) => {
            runs.push([artifactDigest, ...args]);
            if (runs.length === 3) stopping.abort();
            throw new Error('The service went away');
          },
        },
      },
      stopping.signal,
    );
    await traffic.trickle();

    const live = ['sha256:2', '--live', '--rate', String(SAMPLE.liveRate)];
    expect(runs).toEqual([live, live, live]);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringContaining('The service went away')],
    ]);
  });
});
