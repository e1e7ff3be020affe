import { z } from 'zod';
import { decodePageCursor, encodePageCursor } from './pageCursor';

const position = z.tuple([z.string(), z.number()]);

describe('page cursor', () => {
  it('is read as what it was made of, and fits into a URL', () => {
    const cursor = encodePageCursor(['ü?/+', 3]);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(decodePageCursor(cursor, position)).toEqual(['ü?/+', 3]);
  });

  it.each(['', '7', 'no JSON', encodePageCursor([3, 'x'])])(
    'refuses %j, which no page has given',
    cursor => {
      expect(() => decodePageCursor(cursor, position)).toThrow(
        /^query\.cursor is not one that a page has given: leave it out to begin anew$/,
      );
    },
  );
});
