import { appendChunk, EMPTY_TAIL, LINES_MAX } from './stepLogTail';

const chunk = (text: string, next = text.length) => ({
  text,
  next,
  complete: false,
});

describe('appendChunk', () => {
  it('joins a line that came in two parts', () => {
    const first = appendChunk(EMPTY_TAIL, chunk('one\ntw'));
    expect(first).toMatchObject({ lines: ['one'], rest: 'tw' });
    expect(appendChunk(first, chunk('o\n'))).toMatchObject({
      lines: ['one', 'two'],
      rest: '',
      dropped: 0,
    });
  });

  it('keeps what was printed last over a progress bar, also as it runs', () => {
    const running = appendChunk(EMPTY_TAIL, chunk('10 %\r50 %\r'));
    expect(running.rest).toBe('50 %\r');
    const ended = appendChunk(running, chunk('100 %\r\ndone\n'));
    expect(ended.lines).toEqual(['100 %\r', 'done']);
  });

  it('lets go of the oldest lines of a long log, and counts them', () => {
    const long = appendChunk(EMPTY_TAIL, chunk('x\n'.repeat(LINES_MAX)));
    const longer = appendChunk(long, chunk('a\nb\n'));
    expect(longer.lines).toHaveLength(LINES_MAX);
    expect(longer.lines.slice(-2)).toEqual(['a', 'b']);
    expect(longer.dropped).toBe(2);
  });

  it('cuts a line that has no end', () => {
    const log = appendChunk(EMPTY_TAIL, chunk('x'.repeat(100_000)));
    expect(log.rest).toHaveLength(4_000);
  });
});
