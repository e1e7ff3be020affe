import { mockServices } from '@backstage/backend-test-utils';
import { SAMPLE } from './sampleModel';
import { SampleTraffic } from './SampleTraffic';

describe('SampleTraffic', () => {
  it('takes the trickle up again when it breaks off, and says why once', async () => {
    const stopping = new AbortController();
    const logger = mockServices.logger.mock();
    const runs: string[][] = [];
    const traffic = new SampleTraffic(
      {
        logger,
        retryMs: 1,
        readReplayToken: async () => 'replays',
        portal: {
          findLiveVersion: async () => 2,
          getEndpoint: async () => 'http://gateway',
          getIngestUrl: async () => 'http://portal/otlp',
          getVersion: async () => ({ artifactDigest: 'sha256:2' }),
          withToken: (_, use) => use('token'),
        },
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
