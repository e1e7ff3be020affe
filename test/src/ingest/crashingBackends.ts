import { MortalPortal } from '../portal/MortalPortal';
import { withPostgres } from '../portal/withPostgres';
import { CrashFindings, sendThroughCrashes } from './sendThroughCrashes';
import { withSlicedModel } from './withSlicedModel';

export interface CrashOptions {
  records: number;
  kills: number;
  seed: number;
}

const PORT = 7507;

/** One backend over a file. */
export async function crashOnSqlite(
  options: CrashOptions,
): Promise<CrashFindings> {
  return crash(options, { backends: 1 });
}

/** Two backends over one PostgreSQL. */
export async function crashOnPostgres(
  options: CrashOptions,
): Promise<CrashFindings> {
  return withPostgres(({ url: postgresUrl }) =>
    crash(options, { backends: 2, postgresUrl }),
  );
}

async function crash(
  options: CrashOptions,
  { backends, postgresUrl }: { backends: number; postgresUrl?: string },
): Promise<CrashFindings> {
  return withSlicedModel(async environment => {
    const portals: MortalPortal[] = [];
    try {
      // One after the other: the first makes the databases.
      for (let port = PORT; port < PORT + backends; port += 1) {
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
