import { describeEachDatabase } from '../eachDatabase';
import { RELEASE_KIND_NAMES } from './releaseKinds';
import { SimulatedReleases } from './SimulatedReleases';

describeEachDatabase('A version that is released to callers', openDatabase => {
  let releases: SimulatedReleases;

  beforeEach(async () => {
    releases = new SimulatedReleases(await openDatabase(), 1);
    await releases.begin();
  });

  afterEach(async () => {
    await releases.stop();
  });

  it('is put back by the guardrail that it breaks, and by none where it is healthy', async () => {
    const ends: Record<string, unknown> = {};
    for (const kind of RELEASE_KIND_NAMES) {
      const { status, comparison } = await releases.release(kind);
      const broken = comparison?.guardrails.filter(
        ({ outcome }) => outcome === 'broken',
      );
      ends[kind] = [status, broken?.map(({ guardrail }) => guardrail)];
    }
    expect(ends).toEqual({
      healthy: ['live', []],
      erring: ['failed', ['error-rate']],
      slow: ['failed', ['latency']],
      drifted: ['failed', expect.arrayContaining(['output'])],
      worse: ['failed', ['quality']],
    });
  });
});
