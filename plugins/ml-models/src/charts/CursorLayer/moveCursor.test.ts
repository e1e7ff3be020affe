import { moveCursor } from './moveCursor';

describe('moveCursor', () => {
  it.each([
    ['ArrowLeft', 5, 4],
    ['ArrowRight', 5, 6],
    ['PageDown', 15, 5],
    ['PageUp', 15, 19],
    ['Home', 5, 0],
    ['End', 5, 19],
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 19, 19],
  ])('%s at %d of 20 goes to %d', (key, from, to) => {
    expect(moveCursor(key, from, 20)).toBe(to);
  });

  it('enters at the end, where the newest is, and by Home at the start', () => {
    expect(moveCursor('ArrowLeft', undefined, 20)).toBe(19);
    expect(moveCursor('Home', undefined, 20)).toBe(0);
  });

  it('leaves other keys and empty charts alone', () => {
    expect(moveCursor('a', 5, 20)).toBeUndefined();
    expect(moveCursor('ArrowLeft', undefined, 0)).toBeUndefined();
  });
});
