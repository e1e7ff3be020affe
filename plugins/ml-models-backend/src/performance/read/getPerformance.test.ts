import {
  PerformanceReport,
  performanceReportSchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import {
  aFailure,
  aFeedback,
  anInference,
  FLIGHT_DELAY,
  NOON_MS,
} from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { describeEachDatabase } from '../../__testUtils__/eachDatabase';
import {
  aFlight,
  aMonitoredModel,
  aReference,
  someInferences,
} from '../__testUtils__/aMonitoredModel';
import { countAskedAtOnce } from '../__testUtils__/countAskedAtOnce';
import { rollUpProfiles } from '../profile/rollUpProfiles';
import { getFeatureDistribution } from './getFeatureDistribution';

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const WEEK = {
  from: new Date(NOON_MS - 6 * DAY_MS).toISOString(),
  until: new Date(NOON_MS + DAY_MS).toISOString(),
};

/** Flights that are all longer than those of the reference. */
function longer(timeMs: number, count = 600) {
  return someInferences(count, { timeMs }).map((inference, serial) => ({
    ...inference,
    inputs: { ...aFlight(serial).inputs, distance: 2_100 + (serial % 500) },
  }));
}

describeEachDatabase('getPerformance', openDatabase => {
  it('reports on a model that has never been heard of', async () => {
    const model = await aMonitoredModel(await openDatabase(), { ms: NOON_MS });
    const report = performanceReportSchema.parse(await model.report());
    expect(report).toMatchObject({
      environment: 'production',
      versions: [],
      totals: { requests: 0 },
      drift: [],
      verdict: {
        state: 'unknown',
        reasons: [{ text: 'No prediction yet' }],
      },
    });
    expect(report.baseline).toBeUndefined();
  });

  it('asks for verdict and markers while it reads profiles', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: NOON_MS });
    const atOnce = await countAskedAtOnce(knex, () => model.report());
    // Profiles, verdicts, and what has first answered and was judged when.
    expect(atOnce).toBe(4);
  });

  it('marks a version whose records were replayed where it first answered, too', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    const at = (timeMs: number) => new Date(timeMs).toISOString();
    const deployment = (version: number, timeMs: number) => ({
      time: at(timeMs),
      kind: 'deployment' as const,
      version,
      text: `Version ${version} went live`,
    });
    const firstMs = NOON_MS - 4 * DAY_MS;
    await model.write([
      anInference({ serial: 1, timeMs: firstMs, version: 2, replay: true }),
      anInference({ serial: 2, timeMs: firstMs, version: 3 }),
    ]);
    const deployments = [
      deployment(2, NOON_MS - DAY_MS),
      deployment(3, NOON_MS - DAY_MS),
      deployment(2, NOON_MS),
      deployment(4, NOON_MS - 9 * DAY_MS),
    ];
    const { markers } = await model.report(WEEK, deployments);
    expect(markers).toEqual([
      {
        ...deployments[0],
        time: at(Math.floor(firstMs / HOUR_MS) * HOUR_MS),
        text: 'Version 2 first answered (replayed records)',
      },
      deployments[0],
      deployments[1],
      deployments[2],
    ]);
    const sinceThen = await model.report(
      { ...WEEK, from: at(NOON_MS - 2 * DAY_MS) },
      deployments,
    );
    expect(sinceThen.markers).toEqual(deployments.slice(0, 3));
  });

  it('adds up traffic, errors and latency, as a whole and by bucket', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    await model.write([
      ...someInferences(98, { timeMs: NOON_MS }).map((inference, serial) => ({
        ...inference,
        durationMs: serial < 80 ? 10 : 100,
      })),
      anInference({ timeMs: NOON_MS - 2 * HOUR_MS, durationMs: 500 }),
      aFailure({ serial: 1_000, durationMs: undefined }),
      anInference({ serial: 1_001, traffic: 'shadow' }),
    ]);
    const report = performanceReportSchema.parse(await model.report(WEEK));
    expect(report.totals).toMatchObject({
      requests: 100,
      errors: 1,
      errorsByType: { ValueError: 1 },
      timed: 99,
      p50Ms: expect.closeTo(10, 0),
      p90Ms: expect.closeTo(100, -1),
      p99Ms: expect.closeTo(500, -1),
    });
    const busy = report.series.filter(({ requests }) => requests > 0);
    expect(busy.map(({ requests }) => requests)).toEqual([1, 99]);
    expect(busy.map(({ timed }) => timed)).toEqual([1, 98]);
    expect(busy[0].p50Ms).toBeCloseTo(500, -1);
    expect(report.bucketSeconds).toBe(3 * 3600);
    expect(report.series).toHaveLength(57);
    const { totals } = await model.report({ ...WEEK, version: 1 });
    expect(totals.requests).toBe(100);
  });

  it('counts the windows of the range, and none of its first bucket from before', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    const noonMs = Math.floor(NOON_MS / HOUR_MS) * HOUR_MS;
    const startMs = noonMs - 8 * DAY_MS;
    const endMs = noonMs - DAY_MS;
    const times = [
      startMs + 30 * MINUTE_MS,
      // In the hour that the range begins in.
      startMs + 65 * MINUTE_MS,
      startMs + 2 * HOUR_MS,
      // In the five minutes that it ends in.
      endMs + 24 * MINUTE_MS,
      endMs + 26 * MINUTE_MS,
    ];
    await model.write(
      times.map((timeMs, serial) => anInference({ serial, timeMs })),
    );
    const report = await model.report({
      from: new Date(startMs + 100 * MINUTE_MS).toISOString(),
      until: new Date(endMs + 22 * MINUTE_MS).toISOString(),
    });
    expect(report.from).toBe(new Date(startMs + HOUR_MS).toISOString());
    expect(report.until).toBe(new Date(endMs + 25 * MINUTE_MS).toISOString());
    expect(report.totals.requests).toBe(3);
    expect(report.series[0]).toMatchObject({
      start: new Date(startMs).toISOString(),
      requests: 2,
    });
  });

  it("keeps the caller's mistakes apart from the model's errors", async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    const answered = (statusCode: number | undefined, serial: number) =>
      aFailure({ serial, statusCode });
    await model.write([
      anInference(),
      ...[400, 404, 413, 422].map((status, at) => answered(status, 10 + at)),
      ...[408, 429, 500, 503, undefined].map((status, at) =>
        answered(status, 20 + at),
      ),
    ]);
    const { totals, series } = performanceReportSchema.parse(
      await model.report(WEEK),
    );
    const counted = {
      requests: 10,
      errors: 5,
      invalidRequests: 4,
      // Of the one that was answered.
      labelsMissing: 1,
      errorsByType: { ValueError: 5 },
    };
    expect(totals).toMatchObject(counted);
    expect(series.find(({ requests }) => requests > 0)).toMatchObject(counted);
  });

  it('estimates accuracy before any label, where scores came true before', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    // A score of 0.25 that comes true for one flight in four.
    const outputs = { delayed: false, probability: 0.25 };
    await model.freeze(
      1,
      aReference().map(row => ({ ...row, outputs })),
    );
    await model.write([
      ...someInferences(30, { timeMs: NOON_MS, outputs }),
      aFailure({ serial: 1_000 }),
    ]);
    const { totals } = performanceReportSchema.parse(await model.report(WEEK));
    expect(totals).toMatchObject({
      labels: 0,
      labelsMissing: 30,
      estimate: { accuracy: 0.75, n: 30 },
    });
  });

  it('estimates nothing where scores did not come true on the reference', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    await model.freeze(1, aReference());
    await model.write(someInferences(30, { timeMs: NOON_MS }));
    expect((await model.report(WEEK)).totals.estimate).toBeUndefined();
  });

  it('finds columns that are too many, and misses no output of a failure', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    await model.freeze(1, aReference());
    await model.write([
      ...someInferences(60, { timeMs: NOON_MS }),
      anInference({
        serial: 2_000,
        inputs: { ...aFlight(1).inputs, altitude: 9 },
      }),
      ...Array.from({ length: 39 }, (_, i) =>
        aFailure({ serial: 1_000 + i, inputs: aFlight(i).inputs }),
      ),
    ]);
    const { findings, findingsTotal, drift } = performanceReportSchema.parse(
      await model.report(WEEK),
    );
    expect(findings).toMatchObject([
      { kind: 'extra-column', feature: 'altitude', count: 1, n: 100 },
    ]);
    expect(findingsTotal).toBe(1);
    const sizes = drift.map(({ role, n }) => [role, n]);
    expect(sizes).toContainEqual(['input', 100]);
    expect(sizes).toContainEqual(['output', 61]);
  });

  it('compares what nested values and free text hold', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    const inputsOf = (serial: number, note: string) => ({
      crew: { size: 4 + (serial % 3) },
      note: `${note} ${serial}`,
    });
    await model.freeze(
      1,
      aReference().map((row, i) => ({ ...row, inputs: inputsOf(i, 'late') })),
    );
    await model.write(
      someInferences(600, { timeMs: NOON_MS }).map((inference, i) => ({
        ...inference,
        inputs: inputsOf(i, 'LATE!'),
      })),
    );
    const { drift } = performanceReportSchema.parse(await model.report(WEEK));
    const byName = new Map(drift.map(each => [each.feature, each]));
    expect(byName.get('note.shape')).toMatchObject({
      decision: 'drift',
      aspect: 'shape',
    });
    expect(byName.get('crew.size')?.decision).toBe('stable');
  });

  it('finds the feature that has drifted, and puts it first', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    await model.freeze(1, aReference());
    await model.write(longer(NOON_MS));
    const { drift, heatmap, baseline } = performanceReportSchema.parse(
      await model.report(WEEK),
    );
    expect(baseline).toEqual({ version: 1, rows: 1_000, source: 'reference' });
    expect(drift[0]).toMatchObject({ feature: 'distance', decision: 'drift' });
    // What the model takes for a small shift is none.
    const lenient = await model.report(WEEK, [], {
      distances: { input: 1, output: 1 },
      exempt: ['inputs.distance'],
      redact: [],
    });
    expect(lenient.drift[0]).toMatchObject({
      feature: 'distance',
      decision: 'stable',
      distanceLimit: 1,
      exempt: true,
    });
    expect(lenient.drift.filter(({ exempt }) => exempt)).toHaveLength(1);
    expect(drift.map(({ decision, n }) => [decision, n])).toEqual([
      ['drift', 600],
      ['stable', 600],
      ['stable', 600],
      ['stable', 600],
    ]);
    expect(drift[0].measures.jsDistance).toBeGreaterThan(0.8);
    expect(heatmap.rows.map(({ feature }) => feature)).toEqual(
      drift.map(({ feature }) => feature),
    );
    const cells = heatmap.rows[0].distances.filter(cell => cell !== null);
    expect(cells).toEqual([drift[0].measures.jsDistance]);
  });

  it('puts first what has drifted farthest, of inputs and of outputs', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    await model.freeze(1, aReference());
    await model.write(
      longer(NOON_MS).map((inference, serial) => ({
        ...inference,
        inputs: { ...inference.inputs, carrier: serial % 5 ? 'UA' : 'AA' },
        outputs: { ...aFlight(serial).outputs, delayed: true },
      })),
    );
    const { drift, predictionDrift } = await model.report(WEEK);
    const drifted = drift.filter(({ decision }) => decision === 'drift');
    expect(drifted.map(({ feature }) => feature)).toEqual([
      'distance',
      'delayed',
      'carrier',
    ]);
    expect(
      predictionDrift.distances.filter(distance => distance !== null),
    ).toEqual([drifted[1].measures.jsDistance]);
    // What is farther, and no drift by its own limit, comes after.
    const lenient = await model.report(WEEK, [], {
      distances: { input: 0.1, output: 1 },
      exempt: [],
      redact: [],
    });
    expect(lenient.drift.slice(0, 3).map(({ feature }) => feature)).toEqual([
      'distance',
      'carrier',
      'delayed',
    ]);
  });

  it('tells an input from an output of its name in the heat map', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    await model.freeze(
      1,
      aReference().map(row => ({
        ...row,
        outputs: { ...row.outputs, carrier: 'UA' },
      })),
    );
    await model.write(
      someInferences(600, { timeMs: NOON_MS }).map(inference => ({
        ...inference,
        outputs: { ...inference.outputs, carrier: 'AA' },
      })),
    );
    const { drift, heatmap } = await model.report(WEEK);
    expect(
      heatmap.rows.map(row => row.distances.filter(cell => cell !== null)),
    ).toEqual(drift.map(({ measures }) => [measures.jsDistance]));
  });

  it('draws prediction drift of the version that answered most', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    await model.freeze(1, aReference());
    await model.freeze(2, aReference());
    await model.write([
      ...someInferences(150, { timeMs: NOON_MS }),
      ...someInferences(600, { timeMs: NOON_MS + 1, version: 2 }),
    ]);
    const { predictionDrift } = await model.report(WEEK);
    expect(predictionDrift.n.filter(n => n > 0)).toEqual([600]);
  });

  it('is of the environment that it is asked of', async () => {
    const knex = await openDatabase();
    const nowMs = NOON_MS + MINUTE_MS;
    const model = await aMonitoredModel(knex, { ms: nowMs });
    await model.freeze(1, aReference());
    await model.write([
      ...someInferences(3, { timeMs: NOON_MS }),
      ...someInferences(2, { timeMs: NOON_MS + 100, environment: 'staging' }),
    ]);
    const query = { ...WEEK, environment: 'staging' };
    expect(await model.report(query)).toMatchObject({
      environment: 'staging',
      totals: { requests: 2 },
    });
    const { bins } = await getFeatureDistribution(
      knex,
      FLIGHT_DELAY,
      'distance',
      query,
      nowMs,
    );
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  it('takes longer steps in the heat map where there are few records', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    await model.freeze(1, aReference());
    // Some 12 an hour: no step of 3 hours has the 100 that a cell needs.
    const spread = longer(NOON_MS, 2_000).map((inference, i) => ({
      ...inference,
      timeMs: NOON_MS - (i * 7 * DAY_MS) / 2_000,
    }));
    await model.write(spread);
    const { heatmap } = await model.report(WEEK);
    const [{ distances }] = heatmap.rows;
    expect(distances.filter(cell => cell !== null).length).toBeGreaterThan(1);
  });

  it('compares whole days, so that the hours of a day are no drift', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    await model.freeze(1, aReference());
    // Short flights by day, long ones by night: both in each 24 hours.
    const flights = Array.from({ length: 7 }, (_, day) =>
      [0, 12].flatMap(hours =>
        someInferences(300, {
          timeMs: NOON_MS - (day * 24 + hours + 1) * HOUR_MS,
        }).map((inference, serial) => ({
          ...inference,
          inputs: {
            ...aFlight(serial).inputs,
            distance: (hours === 0 ? 200 : 1_200) + ((serial * 7919) % 1_000),
          },
        })),
      ),
    ).flat();
    await model.write(flights);
    const { heatmap, predictionDrift } = await model.report({
      from: new Date(NOON_MS - 7 * DAY_MS).toISOString(),
      until: new Date(NOON_MS).toISOString(),
    });
    expect(heatmap.bucketSeconds).toBe(24 * 60 * 60);
    const row = heatmap.rows.find(({ feature }) => feature === 'distance');
    expect(row?.n).toEqual(Array(7).fill(600));
    expect(row?.distances.every(it => it !== null && it < 0.1)).toBe(true);
    expect(predictionDrift.n).toEqual(Array(7).fill(600));
    expect(predictionDrift.distances).not.toContain(null);
  });

  it('counts the first of these days whole, and none of it for the range', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    await model.freeze(1, aReference());
    await model.write([
      ...someInferences(150, { timeMs: NOON_MS - 2.9 * DAY_MS }),
      ...longer(NOON_MS - 3.3 * DAY_MS, 150),
    ]);
    const { drift, heatmap } = await model.report({
      from: new Date(NOON_MS - 3 * DAY_MS - 2 * HOUR_MS).toISOString(),
      until: new Date(NOON_MS).toISOString(),
    });
    expect(drift.map(({ n }) => n)).toEqual([150, 150, 150, 150]);
    const counted = heatmap.rows[0].n.reduce((sum, n) => sum + n, 0);
    expect(counted).toBe(300);
  });

  it('draws drift of the version that answered last alone, also after a rollback', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    await model.freeze(1, aReference());
    await model.write(longer(NOON_MS - 4 * DAY_MS, 1_000));
    const retrained = longer(0, 1_000).map(({ inputs, outputs }) => ({
      inputs,
      outputs,
    }));
    await model.freeze(2, retrained);
    await model.write(
      longer(NOON_MS - DAY_MS, 1_000).map(inference => ({
        ...inference,
        version: 2,
      })),
    );
    const cellsOf = ({ heatmap }: PerformanceReport) =>
      heatmap.rows
        .find(({ feature }) => feature === 'distance')
        ?.distances.filter(cell => cell !== null) ?? [];
    const report = await model.report(WEEK);
    expect(report.versions).toEqual([1, 2]);
    expect(report.baseline?.version).toBe(2);
    expect(report.drift.map(({ decision }) => decision)).not.toContain('drift');
    expect(cellsOf(report)).toEqual([expect.closeTo(0, 1)]);
    // Predictions are drawn on the axis of all traffic, each stretch of its version.
    const predicted = report.predictionDrift.distances;
    expect(predicted.filter(distance => distance !== null)).toHaveLength(2);

    await model.write(longer(NOON_MS, 1_000));
    const rolledBack = await model.report(WEEK);
    expect(rolledBack.baseline?.version).toBe(1);
    expect(cellsOf(rolledBack)).toHaveLength(2);
    expect(Math.min(...cellsOf(rolledBack))).toBeGreaterThan(0.8);

    const former = await model.report({ ...WEEK, version: 1 });
    expect(former.drift[0]).toMatchObject({
      feature: 'distance',
      decision: 'drift',
    });
  });

  it('counts what an older version answers in the newest bins, too', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: NOON_MS + MINUTE_MS });
    await model.freeze(1, aReference());
    await model.freeze(2, aReference(500));
    await model.freeze(3, longer(0, 500));
    const revisions = await knex('baselines').orderBy('version');
    expect(revisions.map(({ revision }) => revision)).toEqual([1, 1, 2]);
    await model.write(someInferences(10, { timeMs: NOON_MS, version: 1 }));
    const counted = await knex('profile_features').orderBy('revision');
    expect(counted.map(({ revision }) => revision)).toEqual([1, 2]);
  });

  it('says the same after its windows have been merged', async () => {
    const knex = await openDatabase();
    const now = { ms: NOON_MS + MINUTE_MS };
    const model = await aMonitoredModel(knex, now);
    await model.freeze(1, aReference());
    const inferences = [
      ...longer(NOON_MS),
      ...longer(NOON_MS - HOUR_MS / 4, 40),
      aFailure({ serial: 9_000 }),
    ];
    await model.write(inferences.slice(0, 400));
    await model.write(
      inferences.slice(400),
      inferences.slice(0, 50).map(it => aFeedback(it)),
    );
    // Later than hours are kept, so that all are merged twice over.
    now.ms += 100 * DAY_MS;
    const range = {
      from: new Date(NOON_MS - 2 * DAY_MS).toISOString(),
      until: new Date(NOON_MS + 2 * DAY_MS).toISOString(),
    };
    const before = await model.report(range);
    for (const laterDays of [0, 1]) {
      await rollUpProfiles({
        knex,
        nowMs: NOON_MS + (3 + laterDays * 97) * DAY_MS,
      });
    }
    const windows = await knex('profile_windows').select('granularity');
    expect(windows).toEqual([{ granularity: 86_400 }]);
    expect(await model.report(range)).toEqual(before);
    expect(before.totals).toMatchObject({ requests: 641, labels: 50 });
    expect(before.drift[0]).toMatchObject({ feature: 'distance', n: 641 });
  });

  it('puts an old record right into the window that is kept of its time', async () => {
    const knex = await openDatabase();
    const model = await aMonitoredModel(knex, { ms: NOON_MS });
    await model.write([
      anInference({ timeMs: NOON_MS - HOUR_MS }),
      anInference({ timeMs: NOON_MS - 3 * DAY_MS }),
      anInference({ timeMs: NOON_MS - 100 * DAY_MS }),
    ]);
    const windows = await knex('profile_windows').orderBy('granularity');
    expect(windows.map(it => [it.granularity, Number(it.start_s)])).toEqual([
      [300, (NOON_MS - HOUR_MS) / 1000 - 120],
      [3_600, (NOON_MS - 3 * DAY_MS) / 1000 - 120],
      [86_400, Math.floor((NOON_MS - 100 * DAY_MS) / DAY_MS) * 86_400],
    ]);
  });

  it('takes a correction out of a window that has been merged', async () => {
    const knex = await openDatabase();
    const now = { ms: NOON_MS + MINUTE_MS };
    const model = await aMonitoredModel(knex, now);
    await model.freeze(1, aReference());
    const inference = anInference({ outputs: { delayed: true } });
    await model.write([inference], [aFeedback(inference)]);
    now.ms += 3 * DAY_MS;
    await rollUpProfiles({ knex, nowMs: now.ms });
    await model.write(
      [],
      [
        aFeedback(inference, {
          target: { delayed: false },
          observedMs: now.ms,
        }),
      ],
    );
    const { totals } = await model.report(WEEK);
    expect(totals).toMatchObject({ labels: 1, accuracy: 0, precision: 0 });
  });

  it('guesses how outcomes are compared where no report says so, and tells that', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    const inferences = someInferences(4, { timeMs: NOON_MS }).map(
      (it, serial) => ({ ...it, outputs: { late: serial % 2 } }),
    );
    await model.write(
      inferences,
      inferences.map((it, serial) =>
        aFeedback(it, { target: { late: serial > 0 ? 1 : 0 } }),
      ),
    );
    const { totals } = performanceReportSchema.parse(await model.report(WEEK));
    expect(totals).toMatchObject({
      labels: 4,
      labelsGuessed: 4,
      accuracy: 0.75,
      recall: 2 / 3,
    });
    expect(totals.mae).toBeUndefined();
    await model.freeze(2, aReference());
    const known = someInferences(8, { timeMs: NOON_MS, version: 2 }).slice(4);
    await model.write(
      known,
      known.map(it => aFeedback(it, { target: { delayed: true } })),
    );
    const ofReport = await model.report({ ...WEEK, version: 2 });
    expect(ofReport.totals).toMatchObject({ labels: 4 });
    expect(ofReport.totals.labelsGuessed).toBeUndefined();
  });

  it('measures quality from what came true', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    await model.freeze(1, aReference());
    const inferences = someInferences(100, { timeMs: NOON_MS });
    await model.write(
      inferences,
      inferences
        .slice(0, 40)
        .map((it, serial) =>
          aFeedback(it, { target: { delayed: serial % 2 === 0 } }),
        ),
    );
    const { totals, series, evaluation, evaluationVersion } =
      await model.report(WEEK);
    // Every fourth is said to be late, and every second is.
    expect(totals).toMatchObject({
      labels: 40,
      accuracy: 0.75,
      precision: 1,
      recall: 0.5,
    });
    expect(series.find(({ labels }) => labels > 0)?.recall).toBe(0.5);
    expect(evaluation).toEqual({ roc_auc: 0.8, accuracy: 0.9 });
    expect(evaluationVersion).toBe(1);
  });

  it('draws quality in steps that hold enough outcomes to judge by', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + HOUR_MS,
    });
    await model.freeze(1, aReference());
    const writeAt = async (timeMs: number, count: number) => {
      const inferences = someInferences(count, { timeMs });
      await model.write(
        inferences,
        inferences.map(it => aFeedback(it)),
      );
    };
    await writeAt(NOON_MS, 300);
    await writeAt(NOON_MS - 4 * HOUR_MS, 300);
    const { quality, series } = await model.report(WEEK);
    const labelsIn = (points: PerformanceReport['series']) =>
      points.map(({ labels }) => labels).filter(labels => labels > 0);
    expect(labelsIn(series)).toEqual([300, 300]);
    expect(quality?.bucketSeconds).toBe(DAY_MS / 1000);
    expect(labelsIn(quality?.series ?? [])).toEqual([600]);
    await writeAt(NOON_MS + MINUTE_MS, 200);
    await writeAt(NOON_MS - 4 * HOUR_MS + MINUTE_MS, 200);
    expect((await model.report(WEEK)).quality).toBeUndefined();
  });

  it('counts replayed records, and says how many they are', async () => {
    const model = await aMonitoredModel(await openDatabase(), {
      ms: NOON_MS + MINUTE_MS,
    });
    await model.freeze(1, aReference());
    await model.write(
      longer(NOON_MS).map(inference => ({ ...inference, replay: true })),
    );
    const { totals, drift, verdict } = await model.report(WEEK);
    expect(verdict.reasons).toMatchObject([
      { text: 'No live prediction yet, 600 replayed' },
    ]);
    expect(totals).toMatchObject({ requests: 600, replayed: 600 });
    expect(drift[0].decision).toBe('drift');
    expect(verdict.reasons.map(({ signal }) => signal)).not.toContain(
      'error-rate',
    );
  });

  it('shows one feature over its baseline, bin by bin', async () => {
    const knex = await openDatabase();
    const nowMs = NOON_MS + MINUTE_MS;
    const model = await aMonitoredModel(knex, { ms: nowMs });
    await model.freeze(1, aReference());
    await model.write([
      ...longer(NOON_MS),
      anInference({ serial: 9_000, inputs: {} }),
    ]);
    const { bins, drift } = await getFeatureDistribution(
      knex,
      FLIGHT_DELAY,
      'distance',
      WEEK,
      nowMs,
    );
    expect(bins).toHaveLength(14);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(601);
    expect(bins.reduce((sum, it) => sum + it.baselineCount, 0)).toBe(1_000);
    expect(bins.find(({ kind }) => kind === 'missing')?.count).toBe(1);
    expect(drift).toMatchObject({
      decision: 'drift',
      missingShare: 1 / 601,
      baselineMissingShare: 0,
    });
    await expect(
      getFeatureDistribution(knex, FLIGHT_DELAY, 'x', WEEK, nowMs),
    ).rejects.toThrow("has no feature 'x' in its baseline");
  });

  it('refuses a range that ends before it begins', async () => {
    const model = await aMonitoredModel(await openDatabase(), { ms: NOON_MS });
    await expect(
      model.report({ from: WEEK.until, until: WEEK.from }),
    ).rejects.toThrow('is not before query.until');
  });
});
