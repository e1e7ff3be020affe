import { InferenceException } from '@noshelfware/backstage-plugin-ml-models-node';
import { FLIGHT_DELAY } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { ExceptionRecorder } from './ExceptionRecorder';

const INFERENCE = { modelRef: FLIGHT_DELAY, inferenceId: 'a' };

const TEXT_LENGTH_MAX = 16_384;

/** Records an exception of a row of which a value or more are hidden. */
function record(exception: InferenceException, values: string[]) {
  const recorder = new ExceptionRecorder();
  recorder.hide(INFERENCE, new Map(values.map(value => [value, '[…]'])));
  return recorder.record(INFERENCE, exception).exception;
}

/** What is left of values, which are in capitals. */
function lettersIn(text = 'NONE'): string {
  return text.replace(/[^A-Z]/g, '');
}

describe('ExceptionRecorder', () => {
  it('hides values in the texts that repeat them, the longest first', () => {
    const message = 'no fare for Ada Lovelace, known as Ada';
    expect(record({ message }, ['Ada', 'Ada Lovelace'])).toEqual({
      message: 'no fare for […], known as […]',
    });
  });

  it('hides short values as words, and leaves the place readable', () => {
    const exception = {
      message: "no fare for ('F', 40)",
      stacktrace:
        '  File "/srv/model.py", line 40, in predict\nFareError: Fare 40',
    };
    const recorder = new ExceptionRecorder();
    recorder.hide(INFERENCE, new Map(['F', '40'].map(it => [it, '[…]'])));
    expect(recorder.record(INFERENCE, exception)).toEqual({
      exception: {
        message: "no fare for ('[…]', […])",
        stacktrace:
          '  File "/srv/model.py", line 40, in predict\nFareError: Fare […]',
      },
      errorPlace: 'model.py:40 in predict',
    });
  });

  it.each([-3, 0, 3])('leaves no half of a value at a cut (%d)', shift => {
    const value = 'PASSENGER';
    const lead = 'x'.repeat(TEXT_LENGTH_MAX - 5 + shift);
    const message = `${lead}${value}${'y'.repeat(TEXT_LENGTH_MAX)}`;
    const half = 'x'.repeat(TEXT_LENGTH_MAX / 2 - 5 + shift);
    const stacktrace = `${half}${value}${'y'.repeat(
      TEXT_LENGTH_MAX,
    )}${value}${half}`;
    const kept = record({ message, stacktrace }, [value]);
    expect(lettersIn(kept?.message)).toBe('');
    expect(lettersIn(kept?.stacktrace)).toBe('');
    expect(kept?.message?.startsWith(lead.slice(0, -4))).toBe(true);
  });

  it('leaves no half of a value where hiding has made a text short', () => {
    const value = 'P'.repeat(100);
    const message = value.repeat(1_000);
    const kept = record({ message }, [value])?.message;
    expect(lettersIn(kept)).toBe('');
    expect(kept?.length).toBeGreaterThan(3 * 100);
  });

  it('keeps both ends of a long stack trace', () => {
    const stacktrace = `first${' '.repeat(2 * TEXT_LENGTH_MAX)}last`;
    const kept = record({ stacktrace }, [])?.stacktrace ?? '';
    expect(kept).toMatch(/^first.*last$/s);
    expect(kept.length).toBeLessThan(TEXT_LENGTH_MAX + 10);
  });

  it('keeps an exception whole with the first row of a batch alone', () => {
    const recorder = new ExceptionRecorder();
    const exception = {
      type: 'ValueError',
      message: 'no'.repeat(1_000),
      stacktrace: '  File "/srv/model.py", line 40, in predict',
    };
    const errorPlace = 'model.py:40 in predict';
    expect(recorder.record(INFERENCE, exception)).toEqual({
      exception,
      errorPlace,
    });
    expect(recorder.record(INFERENCE, exception)).toEqual({
      exception: { type: 'ValueError', message: 'no'.repeat(500) },
      errorPlace,
    });
  });
});
