export interface StartPostgresOptions {
  /** Settings for the server, e.g. `max_wal_size=4GB`. */
  flags?: string[];
}

export interface RunningPostgres {
  /** Without a database. */
  url: string;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

export function startPostgres(
  options?: StartPostgresOptions,
): Promise<RunningPostgres>;
