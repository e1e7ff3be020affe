import fc from 'fast-check';
import { Reader, Writer } from 'protobufjs';
import { RepeatedTexts } from './RepeatedTexts';

function readAll(texts: RepeatedTexts, written: readonly string[]): string[] {
  const writer = Writer.create();
  written.forEach(text => writer.string(text));
  const reader = Reader.create(Buffer.from(writer.finish()));
  return written.map(() => texts.read(reader));
}

describe('RepeatedTexts', () => {
  it('reads texts as they are, however often they come', () => {
    const texts = new RepeatedTexts();
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(fc.array(text), written => {
        const twice = [...written, ...written];
        const expected = twice.map(each => each.replaceAll('\0', '\uFFFD'));
        expect(readAll(texts, twice)).toEqual(expected);
      }),
    );
  });

  it('tells texts apart that share a place', () => {
    const texts = new RepeatedTexts();
    const written = Array.from({ length: 20_000 }, (_, n) => `feature ${n}`);
    const twice = [...written, ...written];
    const wrong = readAll(texts, twice).filter(
      (text, at) => text !== twice[at],
    );
    expect(wrong).toEqual([]);
  });

  it('does not take bytes for the characters that have their numbers', () => {
    const texts = new RepeatedTexts();
    // Of so many texts, some share a place with such bytes of theirs.
    const codes = Array.from({ length: 128 }, (_, n) => 128 + n);
    const wrong = codes
      .flatMap(first => codes.map(next => String.fromCharCode(first, next)))
      .filter(text => {
        const bytes = Buffer.from(text, 'latin1');
        const reader = Reader.create(
          Buffer.from(Writer.create().string(text).bytes(bytes).finish()),
        );
        return (
          texts.read(reader) !== text ||
          texts.read(reader) !== bytes.toString('utf8')
        );
      });
    expect(wrong).toEqual([]);
  });

  it('refuses a text that is longer than what there is', () => {
    const texts = new RepeatedTexts();
    const reader = Reader.create(Buffer.from([3, 0x61, 0x62]));
    expect(() => texts.read(reader)).toThrow(RangeError);
  });
});
