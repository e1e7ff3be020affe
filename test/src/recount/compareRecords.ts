import { z } from 'zod';
import { PluginDatabase } from '../portal/PluginDatabase';
import { readWindows } from './readWindows';
import { add, sumsOf, WindowSums } from './WindowSums';

const FIVE_MINUTES_S = 300;

/** What was acknowledged, by id: an inference, and the outcome that came with it. */
export type Acknowledged = ReadonlyMap<
  string,
  { delayed: boolean } | undefined
>;

export interface RecordFindings {
  /** Inferences and outcomes. */
  acknowledged: number;
  acknowledgedOutcomes: number;
  /** Acknowledged, and not stored, or with another outcome. */
  lost: number;
  lostOutcomes: number;
  /** Counted in profiles beyond what there is: the key of a row forbids a second one. */
  doubled: number;
}

const storedSchema = z.array(
  z.object({
    inference_id: z.string(),
    failed: z.coerce.boolean(),
    delayed: z.string().nullable(),
  }),
);
type Stored = z.infer<typeof storedSchema>[number];

/** Compares what was acknowledged with what is stored, id by id. */
export async function compareRecords(
  database: PluginDatabase,
  acknowledged: Acknowledged,
): Promise<RecordFindings> {
  const rows = storedSchema.parse(
    await database.query(
      `SELECT inference_id, failed, CASE WHEN observed_ms IS NOT NULL
         THEN ${database.valueIn('target', 'delayed')} END AS delayed
       FROM inference_records`,
    ),
  );
  const stored = new Map(rows.map(row => [row.inference_id, row]));
  const outcomes = [...acknowledged].filter(([, outcome]) => outcome);
  const lostOutcomes = outcomes.filter(
    ([id, outcome]) => stored.get(id)?.delayed !== String(outcome?.delayed),
  ).length;
  const lostInferences = [...acknowledged.keys()].filter(id => !stored.has(id));
  const profiled = await readWindows(database, { granularity: FIVE_MINUTES_S });
  return {
    acknowledged: acknowledged.size + outcomes.length,
    acknowledgedOutcomes: outcomes.length,
    lost: lostInferences.length + lostOutcomes,
    lostOutcomes,
    doubled: countExcess(profiled, distinctOf(stored, acknowledged)),
  };
}

/** @returns requests and labels that there can be at most, by window */
function distinctOf(
  stored: ReadonlyMap<string, Stored>,
  acknowledged: Acknowledged,
): WindowSums {
  const windows: WindowSums = new Map();
  for (const id of new Set([...stored.keys(), ...acknowledged.keys()])) {
    const sums = sumsOf(windows, windowOf(id));
    add(sums, 'requests', 1);
    const row = stored.get(id);
    // What failed has no output to compare an outcome with.
    if (row && !row.failed && row.delayed !== null) add(sums, 'labels', 1);
  }
  return windows;
}

/** By the time in a UUIDv7: RFC 9562, section 5.7. */
function windowOf(id: string): number {
  const seconds = parseInt(id.replace('-', '').slice(0, 12), 16) / 1000;
  return Math.floor(seconds / FIVE_MINUTES_S) * FIVE_MINUTES_S;
}

function countExcess(profiled: WindowSums, distinct: WindowSums): number {
  let excess = 0;
  for (const [startS, sums] of profiled) {
    for (const name of ['requests', 'labels']) {
      const most = distinct.get(startS)?.get(name) ?? 0;
      excess += Math.max(0, (sums.get(name) ?? 0) - most);
    }
  }
  return excess;
}
