/** What a model repository's `pipeline.yaml` says it runs in. */
export interface EnvironmentSpec {
  /** Absolute path of the lock file. */
  lockFile: string;
  /** PEP 440 specifier for the interpreter, e.g. `>=3.10,<3.15`. */
  python: string;
  /**
   * An environment that exists is used only if its files are as they were when it was
   * built; else it is built anew. Default: one that exists is taken as it is.
   */
  isChecked?: boolean;
}

export interface PreparedEnvironment {
  /** Absolute path; goes first in PATH. */
  binDirectory?: string;
  /** Set beside PATH, e.g. `VIRTUAL_ENV`. */
  variables: Record<string, string>;
}

/** Makes the environments that stages and services run in, once each. */
export interface EnvironmentProvider {
  /**
   * Returns at once when the environment exists already.
   *
   * @param onLog - gets what the build prints, line by line
   * @throws when no fitting interpreter is installed, or the build fails; the
   *   message says what to do
   */
  prepare(
    spec: EnvironmentSpec,
    onLog: (line: string) => void,
  ): Promise<PreparedEnvironment>;
}
