import { z } from 'zod';
import { PluginDatabase } from '../portal/PluginDatabase';
import { readLatency } from './readLatency';
import { add, Sums, sumsOf, WindowSums } from './WindowSums';

const countsSchema = z.record(z.string(), z.number());

const jsonCountsSchema = z
  .string()
  .transform(text => countsSchema.parse(JSON.parse(text)));

/** Sums of bins are lists. */
const outcomesSchema = z.string().transform(text => {
  const stored = z
    .record(z.string(), z.union([z.number(), z.array(z.number())]))
    .parse(JSON.parse(text));
  return Object.fromEntries(
    Object.entries(stored).flatMap(([name, value]) =>
      Array.isArray(value)
        ? value.flatMap((sum, bin) =>
            sum === 0 ? [] : [[`${name}.${bin}`, sum] as const],
          )
        : [[name, value] as const],
    ),
  );
});

const profileSchema = z.object({
  requests: z.coerce.number(),
  errors: z.coerce.number(),
  invalid_requests: z.coerce.number(),
  errors_by_type: jsonCountsSchema,
  outcomes: outcomesSchema,
});

const slicesSchema = z.record(
  z.string(),
  profileSchema.extend({ latency: z.string().nullable() }),
);

const rowsSchema = z.array(
  profileSchema.extend({
    start_s: z.coerce.number(),
    latency: z.instanceof(Uint8Array).nullable(),
    slices: z.string().nullable(),
  }),
);

/**
 * Reads profiles as they are stored, whoever wrote them.
 *
 * @param options.granularity - seconds: 300 of `profile_windows`, 3,600 and
 *   86,400 of `profile_window_sums`
 * @param options.untilS - exclusive, in seconds since the epoch; default: all
 */
export async function readWindows(
  database: PluginDatabase,
  {
    granularity,
    untilS = Number.MAX_SAFE_INTEGER,
  }: { granularity: number; untilS?: number },
): Promise<WindowSums> {
  const table = granularity === 300 ? 'profile_windows' : 'profile_window_sums';
  const rows = rowsSchema.parse(
    await database.query(
      `SELECT start_s, requests, errors, invalid_requests, errors_by_type,
         latency, outcomes, slices
       FROM ${table} WHERE granularity = ${granularity} AND start_s < ${untilS}`,
    ),
  );
  const windows: WindowSums = new Map();
  for (const row of rows) {
    const sums = sumsOf(windows, row.start_s);
    addProfile(sums, '', row);
    const slices = slicesSchema.parse(JSON.parse(row.slices ?? '{}'));
    for (const [key, { latency, ...slice }] of Object.entries(slices)) {
      addProfile(sums, `${key} `, {
        ...slice,
        latency: latency === null ? null : Buffer.from(latency, 'base64'),
      });
    }
  }
  return windows;
}

function addProfile(
  sums: Sums,
  prefix: string,
  profile: z.infer<typeof profileSchema> & { latency: Uint8Array | null },
): void {
  add(sums, `${prefix}requests`, profile.requests);
  add(sums, `${prefix}errors`, profile.errors);
  add(sums, `${prefix}invalid requests`, profile.invalid_requests);
  for (const [type, count] of Object.entries(profile.errors_by_type)) {
    add(sums, `${prefix}error ${type}`, count);
  }
  for (const [name, sum] of Object.entries(profile.outcomes)) {
    add(sums, `${prefix}${name}`, sum);
  }
  if (profile.latency) {
    for (const [key, count] of readLatency(profile.latency)) {
      add(sums, `${prefix}latency ${key}`, count);
    }
  }
}
