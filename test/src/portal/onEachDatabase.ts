import { RunningPortal, StartPortalOptions } from './startPortal';
import { withPortal } from './withPortal';
import { withPostgres } from './withPostgres';

/** A portal, and where it keeps its data. */
export interface PortalOnDatabase extends RunningPortal {
  /** Without a database in it; absent: files in the data directory. */
  postgresUrl?: string;
}

/** What was measured on each database. */
export interface EachDatabase<T> {
  sqlite: T;
  postgres: T;
}

/** Runs `use` against a portal on SQLite, and after it one on a PostgreSQL of its own. */
export async function onEachDatabase<T>(
  use: (portal: PortalOnDatabase) => Promise<T>,
  options: StartPortalOptions = {},
): Promise<EachDatabase<T>> {
  return {
    sqlite: await withPortal(use, options),
    postgres: await withPostgres(({ url: postgresUrl }) =>
      withPortal(portal => use({ ...portal, postgresUrl }), {
        ...options,
        postgresUrl,
      }),
    ),
  };
}
