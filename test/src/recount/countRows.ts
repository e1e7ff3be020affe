import { DDSketch } from '@datadog/sketches-js';
import { z } from 'zod';
import { SLICED_INPUT } from '../ingest/withSlicedModel';
import { PluginDatabase } from '../portal/PluginDatabase';
import { fineScoreBinOf } from './fineScoreBinOf';
import { add, sumsOf, WindowSums } from './WindowSums';

/** As profiles keep latency. */
const latencyBins = new DDSketch({ relativeAccuracy: 0.01 }).mapping;

const SCORE_BINS = 100;
const CALIBRATION_BINS = 10;

const flagSchema = z
  .union([z.enum(['true', 'false']).transform(it => it === 'true'), z.null()])
  .transform(it => it ?? undefined);

const rowsSchema = z.array(
  z.object({
    start_s: z.coerce.number(),
    failed: z.coerce.boolean(),
    status_code: z.number(),
    error_type: z.string().nullable(),
    duration_ms: z.number(),
    slice: z.string(),
    predicted: flagSchema,
    probability: z.coerce.number(),
    actual: flagSchema,
    rows: z.coerce.number(),
  }),
);
type Rows = z.infer<typeof rowsSchema>[number];

/** Counts by five minutes what the records of `aFlight` should have added to profiles. */
export async function countRows(database: PluginDatabase): Promise<WindowSums> {
  const { valueIn } = database;
  const groups = rowsSchema.parse(
    await database.query(
      `SELECT time_ms / 300000 * 300 AS start_s, failed, status_code, error_type,
         duration_ms, ${valueIn('inputs', SLICED_INPUT)} AS slice,
         ${valueIn('outputs', 'delayed')} AS predicted,
         ${valueIn('outputs', 'probability')} AS probability,
         CASE WHEN observed_ms IS NOT NULL
           THEN ${valueIn('target', 'delayed')} END AS actual,
         count(*) AS rows
       FROM inference_records GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9`,
    ),
  );
  const windows: WindowSums = new Map();
  for (const group of groups) {
    const sums = sumsOf(windows, group.start_s);
    const slice = JSON.stringify([
      `inputs.${SLICED_INPUT}`,
      'value',
      group.slice,
    ]);
    for (const prefix of ['', `${slice} `]) {
      addGroup(
        (name, each) => add(sums, `${prefix}${name}`, each * group.rows),
        group,
      );
    }
  }
  return windows;
}

/** Adds what each row of a group adds. */
type AddEach = (name: string, each: number) => void;

function addGroup(addEach: AddEach, group: Rows): void {
  addEach('requests', 1);
  if (group.failed) {
    addFailure(addEach, group);
    return;
  }
  addLatency(addEach, group);
  addEstimate(addEach, group);
  if (group.actual !== undefined) addOutcome(addEach, group);
}

function addLatency(addEach: AddEach, { duration_ms: ms }: Rows): void {
  addEach(`latency ${latencyBins.key(ms)}`, 1);
}

/** A status of 4xx is the caller's mistake. */
function addFailure(addEach: AddEach, group: Rows): void {
  if (group.status_code < 500) {
    addEach('invalid requests', 1);
  } else {
    addLatency(addEach, group);
    addEach('errors', 1);
    addEach(`error ${group.error_type}`, 1);
  }
}

function addEstimate(addEach: AddEach, { predicted, probability }: Rows): void {
  addEach('estimate.n', 1);
  addEach(`estimate.${predicted ? 'tp' : 'fn'}`, probability);
  addEach(`estimate.${predicted ? 'fp' : 'tn'}`, 1 - probability);
}

function addOutcome(addEach: AddEach, group: Rows): void {
  const { actual, predicted, probability } = group;
  const ofActual = actual ? probability : 1 - probability;
  const bin = Math.min(Math.floor(probability * SCORE_BINS), SCORE_BINS - 1);
  const calibrationBin = Math.floor((bin * CALIBRATION_BINS) / SCORE_BINS);
  addEach('labels', 1);
  addEach(
    `binary.${actual === predicted ? 't' : 'f'}${predicted ? 'p' : 'n'}`,
    1,
  );
  addEach('score.n', 1);
  addEach(`score.sum.${calibrationBin}`, probability);
  const side = `score.${actual ? 'positive' : 'negative'}`;
  const fine = fineScoreBinOf(probability);
  addEach(`${side}.${bin}`, 1);
  if (fine !== undefined) addEach(`${side}.fine.${fine}`, 1);
  addEach('score.logLoss', -Math.log(Math.max(ofActual, Number.EPSILON)));
  addEach('score.brier', (1 - ofActual) ** 2);
}
