import { OneAtATime } from './OneAtATime';

describe('OneAtATime', () => {
  it('begins with each piece of work when the one before has ended', async () => {
    const queue = new OneAtATime();
    const events: string[] = [];
    const ends: (() => void)[] = [];
    const work = (name: string) =>
      queue.run(async () => {
        events.push(`${name} begins`);
        await new Promise<void>(resolve => ends.push(resolve));
        events.push(`${name} ends`);
        return name;
      });
    const works = [work('a'), work('b')];
    await new Promise(setImmediate);
    expect(events).toEqual(['a begins']);
    ends[0]();
    await new Promise(setImmediate);
    expect(events).toEqual(['a begins', 'a ends', 'b begins']);
    ends[1]();
    expect(await Promise.all(works)).toEqual(['a', 'b']);
  });

  it('goes on after work that has failed, of which only its own caller hears', async () => {
    const queue = new OneAtATime();
    const failed = queue.run(async () => {
      throw new Error('torn');
    });
    const next = queue.run(async () => 'done');
    await expect(failed).rejects.toThrow('torn');
    expect(await next).toBe('done');
  });
});
