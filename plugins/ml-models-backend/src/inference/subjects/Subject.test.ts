import { hashValue } from '../../hashValue';
import { ExceptionRecorder } from '../ExceptionRecorder';
import { Subject } from './Subject';

const KEY = 'of-one-model';
const VALUE = 'PASSENGER';
const INFERENCE = { modelRef: 'mlmodel:default/a', inferenceId: 'a' };

/** @returns the texts that are kept of an exception: of its first row, and of others */
function record(message: string): string[] {
  const recorder = new ExceptionRecorder();
  const exception = { message, stacktrace: message };
  return [1, 2].flatMap(() => {
    const kept = recorder.record(INFERENCE, exception).exception;
    return [kept.message ?? '', kept.stacktrace ?? ''];
  });
}

describe('Subject', () => {
  const subject = new Subject('inputs.passenger', VALUE, KEY);

  it('is hidden in a text as it was sent, and as it was hashed', () => {
    expect(
      subject.hideIn(`${VALUE} is ${hashValue(VALUE, KEY)}, or PASS`),
    ).toBe('[deleted] is [deleted], or PASS');
  });

  it.each([1_000, 8_192, 16_384])(
    'leaves no half at a cut after %d characters',
    length => {
      for (let shift = 1; shift < VALUE.length; shift += 1) {
        const half = `${'x'.repeat(length - shift)}${VALUE}`;
        const end = `${VALUE}${'y'.repeat(8_192 - shift)}`;
        const texts = record(`${half}${'y'.repeat(20_000)}${end}`);
        expect(texts.join('').match(/[A-Z]+/g)?.length).toBeGreaterThan(1);
        for (const text of texts) {
          // Two letters may be anybody's.
          expect(subject.hideIn(text)).not.toMatch(/[A-Z]{3}/);
        }
      }
    },
  );

  it('is hidden whole at an end that looks like a part of it', () => {
    const self = new Subject('inputs.passenger', 'Ada-Ada', KEY);
    const text = `${' '.repeat(1_000)}no fare for Ada-Ada`;
    expect(self.hideIn(text).trim()).toBe('no fare for [deleted]');
  });

  it('leaves the end of a text that was not cut', () => {
    expect(subject.hideIn('this is no PASS')).toBe('this is no PASS');
  });
});
