import { DrawingQueue } from './DrawingQueue';

/** A page whose frames come when they are called for; each drawing takes 5 ms. */
function aPage() {
  const drawn: string[] = [];
  const requested: (() => void)[] = [];
  let ms = 0;
  const queue = new DrawingQueue({
    request: next => requested.push(next),
    now: () => ms,
  });
  const places = new Map<string, object>();
  const placeOf = (name: string) => {
    const place = places.get(name) ?? {};
    places.set(name, place);
    return place;
  };
  return {
    drawn,
    queue,
    placeOf,
    add: (name: string, what = name) =>
      queue.add(placeOf(name), () => {
        ms += 5;
        drawn.push(what);
      }),
    frame: () => requested.splice(0).forEach(next => next()),
    frames: requested,
  };
}

describe('DrawingQueue', () => {
  it('draws the first at once, and the others a few in a frame, in their order', () => {
    const { add, drawn, frame, frames } = aPage();
    ['a', 'b', 'c', 'd', 'e'].forEach(name => add(name));
    expect(drawn).toEqual(['a']);
    frame();
    expect(drawn).toEqual(['a', 'b', 'c']);
    frame();
    expect(drawn).toEqual(['a', 'b', 'c', 'd', 'e']);
    frame();
    expect(frames).toHaveLength(0);
    add('f');
    expect(drawn.slice(5)).toEqual(['f']);
  });

  it('draws of a place what came last', () => {
    const { add, drawn, frame } = aPage();
    add('a');
    add('b', 'old');
    add('b', 'new');
    frame();
    expect(drawn).toEqual(['a', 'new']);
  });

  it('draws at once what somebody waits for, and only once', () => {
    const { add, drawn, frame, placeOf, queue } = aPage();
    ['a', 'b', 'c'].forEach(name => add(name));
    queue.finish(placeOf('c'));
    expect(drawn).toEqual(['a', 'c']);
    frame();
    expect(drawn).toEqual(['a', 'c', 'b']);
  });

  it('does not draw on what is no more', () => {
    const { add, drawn, frame, placeOf, queue } = aPage();
    add('a');
    add('b');
    queue.forget(placeOf('b'));
    frame();
    expect(drawn).toEqual(['a']);
  });

  it('goes on after one that failed', () => {
    const { add, drawn, frame, placeOf, queue } = aPage();
    add('a');
    queue.add(placeOf('b'), () => {
      throw new Error('no canvas');
    });
    add('c');
    expect(frame).toThrow('no canvas');
    frame();
    expect(drawn).toEqual(['a', 'c']);
  });
});
