/** What serves a version, whether we started it or found it. */
export interface RunningService {
  /** Of 127.0.0.1. */
  port: number;
  /** Settles when it has ended, with how: `exited with code 1`. */
  ended: Promise<string>;
  /** Ends it with all that it started: gracefully, and by force after the grace time. */
  end(graceMs: number): Promise<void>;
  /** Clears away what it left when it ended by itself. */
  clear(): Promise<void>;
}
