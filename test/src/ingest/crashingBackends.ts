import { MortalPortal } from '../portal/MortalPortal';
import { withPostgres } from '../portal/withPostgres';
import { CrashFindings, sendThroughCrashes } from './sendThroughCrashes';
import { withSlicedModel } from './withSlicedModel';

export interface CrashOptions {
  records: number;
  kills: number;
  seed: number;
}

const SQLITE_PORTS = [7507];
/** Others, so that both can be run at once. */
const POSTGRES_PORTS = [7508, 7509];

/** One backend over a file. */
export async function crashOnSqlite(
  options: CrashOptions,
): Promise<CrashFindings> {
  return crash(options, { ports: SQLITE_PORTS });
}

/** Two backends over one PostgreSQL. */
export async function crashOnPostgres(
  options: CrashOptions,
): Promise<CrashFindings> {
  return withPostgres(({ url: postgresUrl }) =>
    crash(options, { ports: POSTGRES_PORTS, postgresUrl }),
  );
}

async function crash(
  options: CrashOptions,
  { ports, postgresUrl }: { ports: readonly number[]; postgresUrl?: string },
): Promise<CrashFindings> {
  return withSlicedModel(async environment => {
    const portals: MortalPortal[] = [];
    try {
      // One after the other: the first makes the databases.
      for (const port of ports) {
        portals.push(
          await MortalPortal.start({ port, postgresUrl, environment }),
        );
      }
      return await sendThroughCrashes({ ...options, portals, postgresUrl });
    } finally {
      for (const portal of portals) {
        await portal.remove();
      }
    }
  });
}
