import type { RunningPostgres } from '../../../scripts/setup/startPostgres.mjs';

/** Runs `use` against a PostgreSQL of its own, with fsync, then ends it. */
export async function withPostgres<T>(
  use: (postgres: RunningPostgres) => Promise<T>,
): Promise<T> {
  // Imported when called: test runners compile what is imported statically.
  const setup = await import('../../../scripts/setup/startPostgres.mjs');
  const postgres = await setup.startPostgres();
  try {
    return await use(postgres);
  } finally {
    await postgres.stop();
  }
}
