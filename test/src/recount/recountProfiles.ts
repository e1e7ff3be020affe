import { z } from 'zod';
import { IngestTarget } from '../ingest/prepareModel';
import { PluginDatabase } from '../portal/PluginDatabase';
import { PortalUser } from '../portal/PortalUser';
import { countRows } from './countRows';
import { readFeatures, recountFeature } from './recountFeature';
import { readWindows } from './readWindows';
import { compareWindows, lengthen, WindowSums } from './WindowSums';

const FIVE_MINUTES_S = 300;
const HOUR_S = 3_600;
const DAY_S = 86_400;

export interface RecountOptions {
  database: PluginDatabase;
  user: PortalUser;
  target: IngestTarget;
  /** All that is older has been merged: seconds since the epoch. */
  mergedUntilS: number;
}

/**
 * Counts rows again and compares with what the profiles say: requests, errors,
 * latency, quality and its estimate of each window and slice, their sums by the
 * hour and the day, traffic by the day, and every bin of every feature.
 *
 * @returns what differs, in words
 */
export async function recountProfiles({
  database,
  user,
  target,
  mergedUntilS,
}: RecountOptions): Promise<string[]> {
  // Asked for first: counting a file stops this process for longer than a
  // connection that waits is kept open.
  const features = await readFeatures(user, target);
  const counted = await countRows(database);
  const read = (granularity: number, untilS?: number) =>
    readWindows(database, { granularity, untilS });
  const mismatches = [
    ...compareWindows('windows', counted, await read(FIVE_MINUTES_S)),
    ...compareWindows(
      'hours',
      lengthen(counted, HOUR_S, mergedUntilS),
      await read(HOUR_S, mergedUntilS),
    ),
    // The hours of today that have been merged, whichever they are.
    ...compareWindows(
      'days',
      lengthen(await read(HOUR_S), DAY_S),
      await read(DAY_S),
    ),
    ...(await recountTrafficDays(database)),
  ];
  for (const feature of features) {
    mismatches.push(...(await recountFeature(database, feature)));
  }
  return mismatches;
}

async function recountTrafficDays(database: PluginDatabase): Promise<string[]> {
  const counted = await readDays(
    database,
    `SELECT time_ms / 86400000 AS day, count(*) AS requests,
       max(time_ms) AS last_live_ms
     FROM inference_records GROUP BY 1`,
  );
  const profiled = await readDays(
    database,
    'SELECT day, requests, last_live_ms FROM traffic_days',
  );
  return compareWindows('traffic', counted, profiled);
}

const daysSchema = z.array(
  z.object({
    day: z.coerce.number(),
    requests: z.coerce.number(),
    last_live_ms: z.coerce.number(),
  }),
);

async function readDays(
  database: PluginDatabase,
  sql: string,
): Promise<WindowSums> {
  const days = daysSchema.parse(await database.query(sql));
  return new Map(
    days.map(({ day, ...sums }) => [
      day * DAY_S,
      new Map(Object.entries(sums)),
    ]),
  );
}
