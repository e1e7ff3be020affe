import { InputError } from '@backstage/errors';

/** As long as a name is; what is longer is no name that anybody looks for. */
const PATH_LENGTH_MAX = 200;

/** A value of a request is none of OTLP's. */
export class MalformedValueError extends InputError {
  /**
   * @param path - from where it was looked for, e.g. `['inputs', 'distance', 'intValue']`
   */
  constructor(readonly path: readonly PropertyKey[], readonly problem: string) {
    const place = path.map(String).join('.').slice(0, PATH_LENGTH_MAX);
    super(`a value is not OTLP/JSON: ${place}: ${problem}`);
  }

  /** @returns the same, seen from one level further out */
  below(key: string): MalformedValueError {
    return new MalformedValueError([key, ...this.path], this.problem);
  }
}
