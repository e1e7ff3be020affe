import { MortalPortal } from '../portal/MortalPortal';
import { withPostgres } from '../portal/withPostgres';
import { openPostgresLog, openSqliteLog } from './LogDatabase';
import { CrashFindings, sendThroughCrashes } from './sendThroughCrashes';

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
  const portal = await MortalPortal.start({ port: PORT });
  try {
    return await sendThroughCrashes({
      ...options,
      portals: [portal],
      openLog: async () => openSqliteLog(portal.dataDir),
    });
  } finally {
    await portal.remove();
  }
}

/** Two backends over one PostgreSQL. */
export async function crashOnPostgres(
  options: CrashOptions,
): Promise<CrashFindings> {
  return withPostgres(async ({ url: postgresUrl }) => {
    const portals: MortalPortal[] = [];
    try {
      // One after the other: the first makes the databases.
      for (const port of [PORT, PORT + 1]) {
        portals.push(await MortalPortal.start({ port, postgresUrl }));
      }
      return await sendThroughCrashes({
        ...options,
        portals,
        openLog: () => openPostgresLog(postgresUrl),
      });
    } finally {
      for (const portal of portals) {
        await portal.remove();
      }
    }
  });
}
