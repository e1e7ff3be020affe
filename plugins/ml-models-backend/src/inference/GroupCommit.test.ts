import { GroupCommit } from './GroupCommit';

/** A writer that each write waits at until it is let go. */
function aCommit(
  options: {
    groupWeightMax?: number;
    pendingMax?: number;
    atOnce?: number;
  } = {},
) {
  const groups: number[][] = [];
  const gates: (() => void)[] = [];
  const commit = new GroupCommit<number>({
    write: items => {
      groups.push([...items]);
      return new Promise<void>((resolve, reject) => {
        gates.push(() =>
          items.includes(13) ? reject(new Error('unlucky')) : resolve(),
        );
      });
    },
    weigh: () => 1,
    groupWeightMax: options.groupWeightMax ?? 100,
    pendingWeightMax: options.pendingMax ?? 100,
    writesAtOnceMax: options.atOnce ?? 1,
  });
  /** A group begins a turn after it could. */
  const nextTurn = () =>
    new Promise<void>(resolve => {
      setImmediate(resolve);
    });
  const letGo = async () => {
    gates.shift()?.();
    await nextTurn();
    await nextTurn();
  };
  return { commit, groups, letGo, nextTurn };
}

/** One item is being written, and a quarter of a group waits. */
async function aQuarterWaiting() {
  const writer = aCommit({ groupWeightMax: 4, atOnce: 2 });
  const first = writer.commit.submit(1);
  await writer.nextTurn();
  const second = writer.commit.submit(2);
  await writer.nextTurn();
  expect(writer.groups).toEqual([[1]]);
  return { ...writer, first, second };
}

describe('GroupCommit', () => {
  it('writes what came in one turn as one group', async () => {
    const { commit, groups, letGo, nextTurn } = aCommit();
    const all = [1, 2].map(item => commit.submit(item));
    expect(groups).toEqual([]);
    await nextTurn();
    expect(groups).toEqual([[1, 2]]);
    await letGo();
    await Promise.all(all);
  });

  it('writes what came meanwhile as one group', async () => {
    const { commit, groups, letGo, nextTurn } = aCommit();
    const first = commit.submit(1);
    await nextTurn();
    const others = [2, 3].map(item => commit.submit(item));
    await letGo();
    await letGo();
    await Promise.all([first, ...others]);
    expect(groups).toEqual([[1], [2, 3]]);
  });

  it('keeps groups below their limit', async () => {
    const { commit, groups, letGo } = aCommit({ groupWeightMax: 2 });
    const all = [1, 2, 3, 4, 5].map(item => commit.submit(item));
    await letGo();
    await letGo();
    await letGo();
    await letGo();
    await Promise.all(all);
    expect(groups).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('begins another write beside the first once half a group waits', async () => {
    const { commit, groups, letGo, nextTurn, first, second } =
      await aQuarterWaiting();
    const third = commit.submit(3);
    await nextTurn();
    expect(groups).toEqual([[1], [2, 3]]);
    await letGo();
    await letGo();
    await Promise.all([first, second, third]);
  });

  it('lets less than half a group wait for the write before it', async () => {
    const { groups, letGo, first, second } = await aQuarterWaiting();
    await letGo();
    expect(groups).toEqual([[1], [2]]);
    await letGo();
    await Promise.all([first, second]);
  });

  it('tries each of a group alone that could not be written', async () => {
    const { commit, groups, letGo } = aCommit();
    const all = Promise.allSettled(
      [1, 12, 13, 14].map(it => commit.submit(it)),
    );
    for (let i = 0; i < 6; i += 1) {
      await letGo();
    }
    expect((await all).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(groups).toEqual([[1, 12, 13, 14], [1], [12], [13], [14]]);
  });

  it('refuses more than may wait, until some of it is written', async () => {
    const { commit, letGo } = aCommit({ pendingMax: 2 });
    const all = [commit.submit(1), commit.submit(2)];
    await expect(commit.submit(3)).rejects.toThrow('send again in a moment');
    expect(() => commit.assertRoomFor(1)).toThrow('2 records wait');
    await letGo();
    await letGo();
    await Promise.all(all);
    expect(() => commit.assertRoomFor(1)).not.toThrow();
  });
});
