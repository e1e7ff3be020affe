import { RunningService } from './RunningService';

/** What keeps a service apart from the machine and from others. */
export interface ServiceIsolation {
  /**
   * Takes over what a supervisor before us has left running.
   *
   * @param port - where the record says that it listens
   */
  findRunning(port: number | undefined): Promise<RunningService | undefined>;
  /**
   * Starts the service without any tie to us: it goes on when we die.
   *
   * @param port - of 127.0.0.1, where it is to be reached
   */
  spawn(port: number): Promise<RunningService>;
  /**
   * Ends what a supervisor before us has left: gracefully, and by force after the
   * grace time.
   */
  endLeftover(graceMs: number): Promise<void>;
  /** Removes its files; call when it has ended for good. */
  forget(): void;
}
