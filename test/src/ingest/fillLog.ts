import { Client } from 'pg';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days that the records lie on: as long as models keep them by default. */
export const FILLED_DAYS = 30;
/** Each version answers for a few days, one after the other. */
export const VERSIONS = 20;
const FILLERS = 2;

export interface FillLogOptions {
  /** Of the plugin's database. */
  databaseUrl: string;
  modelRef: string;
  records: number;
  /** The newest record is about as old as this: milliseconds since the epoch. */
  untilMs: number;
}

/**
 * Fills a log in the database: versions that follow each other, 5 % staging,
 * some canary and shadow traffic, 1 % failures of five types, one of which was
 * seen on the oldest day only.
 */
export async function fillLog(options: FillLogOptions): Promise<void> {
  const today = Math.floor(options.untilMs / DAY_MS);
  const days = Array.from({ length: FILLED_DAYS }, (_, i) => today - i);
  const perDay = Math.ceil(options.records / FILLED_DAYS);
  await withClient(options.databaseUrl, async client => {
    for (const day of days) await makePartition(client, day);
    await client.query(
      `INSERT INTO inference_models (model_ref, redaction_key)
       VALUES ($1, '') ON CONFLICT DO NOTHING`,
      [options.modelRef],
    );
  });
  const waiting = [...days];
  await Promise.all(
    Array.from({ length: FILLERS }, () =>
      withClient(options.databaseUrl, async client => {
        for (let day = waiting.pop(); day !== undefined; day = waiting.pop()) {
          await fillDay(client, options, { day, perDay, age: today - day });
        }
      }),
    ),
  );
  await withClient(options.databaseUrl, async client => {
    await client.query(
      `INSERT INTO inference_segments (model_key, environment, version, traffic)
       SELECT DISTINCT model_key, environment, version, traffic
       FROM inference_records ON CONFLICT DO NOTHING`,
    );
    // As autovacuum has done with a log that has filled over days.
    await client.query('VACUUM ANALYZE inference_records');
  });
}

async function withClient(
  connectionString: string,
  use: (client: Client) => Promise<void>,
): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

async function makePartition(client: Client, day: number): Promise<void> {
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  await client.query(
    `CREATE TABLE IF NOT EXISTS inference_records_${date.replaceAll('-', '')}
     PARTITION OF inference_records FOR VALUES FROM (${day}) TO (${day + 1})`,
  );
}

async function fillDay(
  client: Client,
  { modelRef, untilMs }: FillLogOptions,
  { day, perDay, age }: { day: number; perDay: number; age: number },
): Promise<void> {
  const startMs = day * DAY_MS;
  const lengthMs = Math.min(DAY_MS, untilMs - startMs);
  await client.query(
    `INSERT INTO inference_records (model_key, day, inference_id, row_index,
       time_ms, received_ms, environment, version, traffic, replay, failed,
       status_code, duration_ms, error_type, error_message, error_place,
       exception_type, inputs, outputs, request_id)
     SELECT model_key, $2::int, id, 0, ms, ms + 20,
       CASE WHEN n % 20 = 2 THEN 'staging' ELSE 'production' END,
       $5::int,
       CASE n % 40 WHEN 1 THEN 'canary' WHEN 2 THEN 'shadow' ELSE 'primary' END,
       false, failed, CASE WHEN failed THEN 500 ELSE 200 END, 4 + n % 40,
       CASE WHEN failed THEN error END,
       CASE WHEN failed THEN 'value ' || n || ' is out of range' END,
       CASE WHEN failed THEN 'model.py:40 in predict' END,
       CASE WHEN failed THEN error END,
       jsonb_build_object('carrier', (ARRAY['AA','B6','DL','UA'])[1 + n % 4],
         'origin', 'EWR', 'destination', 'ORD', 'distance', n % 2600,
         'month', 1 + n % 12, 'hour', n % 24, 'departure_delay', n % 120 - 12.5,
         'temperature', 20.5 + n % 70, 'wind_speed', n % 29, 'is_holiday', n % 41 = 0),
       jsonb_build_object('delayed', n % 5 = 0, 'probability', (n % 997) / 997.0),
       'request-' || $2::int || '-' || n
     FROM inference_models, LATERAL (
       SELECT n, ms, n % 100 = 7 AS failed,
         CASE WHEN $6::bool AND n % 700 = 7 THEN 'RareError'
           ELSE (ARRAY['ValueError','KeyError','Timeout','MemoryError'])[1 + n / 100 % 4]
         END AS error,
         (substr(time, 1, 8) || '-' || substr(time, 9) || '-7' || substr(noise, 1, 3) ||
          '-8' || substr(noise, 4, 3) || '-' || substr(noise, 7, 12))::uuid AS id
       FROM (
         SELECT n, ms, lpad(to_hex(ms), 12, '0') AS time, md5(n || '-' || $2::int) AS noise
         FROM (
           SELECT n, $3::bigint + n::bigint * $4::bigint / $7::bigint AS ms
           FROM generate_series(0, $7::int - 1) AS n
         ) AS moments
       ) AS ids
     ) AS records
     WHERE model_ref = $1`,
    [
      modelRef,
      day,
      startMs,
      lengthMs,
      VERSIONS - Math.floor((age * VERSIONS) / FILLED_DAYS),
      age === FILLED_DAYS - 1,
      perDay,
    ],
  );
}
