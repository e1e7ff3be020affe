import { ExpiringCache } from './ExpiringCache';

describe('ExpiringCache', () => {
  let nowMs: number;
  let loads: number;
  let cache: ExpiringCache<number>;

  beforeEach(() => {
    nowMs = 0;
    loads = 0;
    cache = new ExpiringCache({ ttlMs: 100, maxEntries: 2, now: () => nowMs });
  });

  const load = async () => {
    loads += 1;
    return loads;
  };

  it('loads once for all who ask in time', async () => {
    expect(
      await Promise.all([cache.get('a', load), cache.get('a', load)]),
    ).toEqual([1, 1]);
    nowMs = 99;
    expect(await cache.get('a', load)).toBe(1);
    nowMs = 100;
    expect(await cache.get('a', load)).toBe(2);
  });

  it('does not remember a failure', async () => {
    const failing = cache.get('a', async () => {
      throw new Error('down');
    });
    await expect(failing).rejects.toThrow('down');
    expect(await cache.get('a', load)).toBe(1);
  });

  it('makes room by dropping the oldest', async () => {
    await cache.get('a', load);
    await cache.get('b', load);
    await cache.get('c', load);
    expect(await cache.get('b', load)).toBe(2);
    expect(await cache.get('a', load)).toBe(4);
  });
});
