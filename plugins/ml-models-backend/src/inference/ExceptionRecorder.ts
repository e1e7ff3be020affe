import {
  Inference,
  InferenceException,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { findExceptionPlace } from './findExceptionPlace';
import { HiddenValues } from './HiddenValues';

/** 16,384 characters of a stack trace hold about 150 frames. */
const TEXT_LENGTH_MAX = 16_384;

/** Of the further rows of a batch, which may be 50,000: enough to tell it by. */
export const REPEATED_LENGTH_MAX = 1_000;

/** Stands for what is left out of a stack trace. */
export const GAP = '\n…\n';

type InferenceKey = Pick<Inference, 'modelRef' | 'inferenceId'>;

type RecordedException = Required<Pick<Inference, 'exception'>> &
  Pick<Inference, 'errorPlace'>;

/**
 * Makes the exceptions of a request fit to be kept. All rows of a prediction may
 * have one exception, whose texts repeat values of any of them.
 */
export class ExceptionRecorder {
  private readonly hidden = new Map<string, HiddenValues>();
  private readonly repeated = new Map<InferenceException, RecordedException>();

  /** @param stands - what is redacted of a row, and what stands for it */
  hide(inference: InferenceKey, stands: ReadonlyMap<string, string>): void {
    if (stands.size > 0) this.hiddenOf(inference).add(stands);
  }

  /**
   * Keeps an exception whole with the first row that has it: with each of a large
   * batch it would be gigabytes.
   *
   * @param inference - of which all rows of the request are hidden
   */
  record(
    inference: InferenceKey,
    exception: InferenceException,
  ): RecordedException {
    const repeated = this.repeated.get(exception);
    if (repeated) {
      return repeated;
    }
    const { type } = exception;
    const hidden = this.hiddenOf(inference);
    const message =
      exception.message && hidden.beginOf(exception.message, TEXT_LENGTH_MAX);
    const stacktrace =
      exception.stacktrace && cutStacktrace(exception.stacktrace, hidden);
    const errorPlace = findExceptionPlace(stacktrace);
    this.repeated.set(exception, {
      exception: { type, message: message?.slice(0, REPEATED_LENGTH_MAX) },
      errorPlace,
    });
    return { exception: { type, message, stacktrace }, errorPlace };
  }

  private hiddenOf({ modelRef, inferenceId }: InferenceKey): HiddenValues {
    const key = `${modelRef} ${inferenceId}`;
    const hidden = this.hidden.get(key) ?? new HiddenValues();
    this.hidden.set(key, hidden);
    return hidden;
  }
}

/** Cut in the middle: the innermost frame is first in Node and last in Python. */
function cutStacktrace(text: string, hidden: HiddenValues): string {
  if (text.length <= TEXT_LENGTH_MAX) {
    return hidden.beginOf(text, TEXT_LENGTH_MAX);
  }
  const half = TEXT_LENGTH_MAX / 2;
  return `${hidden.beginOf(text, half)}${GAP}${hidden.endOf(text, half)}`;
}
