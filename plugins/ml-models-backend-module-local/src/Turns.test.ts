import { Turns } from './Turns';

describe('Turns', () => {
  it('begins work on a thing when the work before it has ended, well or badly', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    let refuse = () => {};
    const first = turns.take('a', () => {
      seen.push('first begins');
      return new Promise((_, reject) => {
        refuse = () => {
          seen.push('first ends');
          reject(new Error('no'));
        };
      });
    });
    const second = turns.take('a', async () => seen.push('second'));
    await turns.take('b', async () => seen.push('another thing'));
    refuse();

    await expect(first).rejects.toThrow('no');
    await second;
    expect(seen).toEqual([
      'first begins',
      'another thing',
      'first ends',
      'second',
    ]);
  });
});
