import { WriterNames } from './WriterNames';

/** Borrows a name until it is let go. */
function borrow(names: WriterNames, borrowed: string[]) {
  let letGo = () => {};
  const done = names.lend(name => {
    borrowed.push(name);
    return new Promise<void>(resolve => {
      letGo = resolve;
    });
  });
  return {
    giveBack: async () => {
      letGo();
      await done;
    },
  };
}

describe('WriterNames', () => {
  it('lends each name to one at a time, and lets others wait', async () => {
    const names = new WriterNames(['a', 'b']);
    const borrowed: string[] = [];
    const [first, second, third] = [1, 2, 3].map(() => borrow(names, borrowed));
    expect([...borrowed].sort()).toEqual(['a', 'b']);
    const [freed, kept] = borrowed;
    await first.giveBack();
    expect(borrowed).toEqual([freed, kept, freed]);
    await second.giveBack();
    await third.giveBack();
    borrow(names, borrowed);
    expect(borrowed).toHaveLength(4);
  });

  it('gets a name back from work that fails', async () => {
    const names = new WriterNames(['a']);
    const failing = names.lend(async () => {
      throw new Error('unlucky');
    });
    await expect(failing).rejects.toThrow('unlucky');
    expect(await names.lend(async name => name)).toBe('a');
  });
});
