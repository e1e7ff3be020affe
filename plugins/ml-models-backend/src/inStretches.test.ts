import { inStretches } from './inStretches';

describe('inStretches', () => {
  const numbers = Array.from({ length: 7 }, (_, at) => at);

  it('goes through all items in their order', async () => {
    const stretches: number[][] = [];
    for await (const some of inStretches(numbers, 3)) stretches.push([...some]);
    expect(stretches).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
  });

  it('lets others have their turn between two stretches', async () => {
    const done: string[] = [];
    for await (const some of inStretches(numbers, 3)) {
      done.push(`stretch ${some[0]}`);
      setImmediate(() => done.push('another'));
    }
    expect(done).toEqual([
      'stretch 0',
      'another',
      'stretch 3',
      'another',
      'stretch 6',
    ]);
  });

  it('does nothing where there is nothing', async () => {
    const stretches: unknown[] = [];
    for await (const some of inStretches([], 3)) stretches.push(some);
    expect(stretches).toEqual([]);
  });
});
