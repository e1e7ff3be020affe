import {
  aPerformanceReport,
  aSeriesPoint,
} from '../../../__testUtils__/builders/aPerformanceReport';
import { errorSeries } from './errorSeries';
import { predictionDriftOf } from './predictionDrift';
import { qualitySeries, QualityView } from './qualitySeries';
import {
  comparedSeries,
  qualityTimelineOf,
  Timeline,
  timelineOf,
  valuesOf,
} from './timeline';

const at10 = '2026-03-01T10:00:00.000Z';
const at11 = '2026-03-01T11:00:00.000Z';

describe('timelineOf', () => {
  it('leaves a gap where nothing was recorded', () => {
    const timeline = timelineOf(
      aPerformanceReport({ series: [aSeriesPoint({ start: at11 })] }),
    );
    expect(valuesOf(timeline, ({ requests }) => requests)).toEqual([null, 600]);
  });

  it('labels deployments by their version, and what changed none by a sign', () => {
    const { markers } = timelineOf(
      aPerformanceReport({
        markers: [
          { time: at10, kind: 'rollback', version: 2, text: 'Back to 2' },
          { time: at11, kind: 'verdict', text: 'Became failing' },
          { time: at11, kind: 'canary', version: 3, text: 'Put back' },
        ],
      }),
    );
    expect(markers.map(({ label }) => label)).toEqual(['v2', '◆', '◆']);
  });
});

describe('qualityTimelineOf', () => {
  const quality = {
    bucketSeconds: 7_200,
    series: [aSeriesPoint({ labels: 600, accuracy: 0.7 })],
  };
  const accuracyOf = (timeline: Timeline) =>
    valuesOf(timeline, ({ accuracy }) => accuracy);

  it('has longer steps on the axis of the charts beside it', () => {
    const report = aPerformanceReport({ quality });
    const timeline = timelineOf(report);
    const own = qualityTimelineOf(report, timeline);
    expect(timeline.buckets.starts).toHaveLength(2);
    expect(accuracyOf(own)).toEqual([0.7]);
    expect(own.buckets).toMatchObject({
      bucketMs: 7_200_000,
      from: timeline.buckets.from,
      until: timeline.buckets.until,
    });
    expect(own.markers).toEqual(timeline.markers);
  });

  it('is that of the other charts where their steps hold enough', () => {
    const report = aPerformanceReport();
    const timeline = timelineOf(report);
    expect(qualityTimelineOf(report, timeline)).toBe(timeline);
  });

  it('has the steps of what it is compared with, laid over its own', () => {
    const report = aPerformanceReport();
    const timeline = timelineOf(report, {
      label: 'version 2',
      report: aPerformanceReport({ quality }),
      query: {},
      shiftMs: 0,
    });
    const { compared } = qualityTimelineOf(report, timeline);
    expect(compared?.points.map(point => point?.accuracy)).toEqual([0.7, 0.7]);
  });
});

describe('what a report is compared with', () => {
  const HOUR_MS = 3_600_000;
  const compare = (changes: object, shiftMs: number) =>
    timelineOf(aPerformanceReport(), {
      label: 'previous period',
      report: aPerformanceReport(changes),
      query: {},
      shiftMs,
    });
  const requestsOf = (timeline: Timeline) =>
    comparedSeries(
      timeline,
      { name: 'all', tone: 'ok' },
      ({ requests }) => requests,
      { counts: true },
    );

  it('is laid over the report where it was so long before', () => {
    const timeline = compare(
      {
        series: [
          aSeriesPoint({ start: '2026-03-01T08:00:00.000Z', requests: 7 }),
          aSeriesPoint({ start: '2026-03-01T09:00:00.000Z', requests: 9 }),
        ],
      },
      2 * HOUR_MS,
    );
    expect(requestsOf(timeline)).toEqual([
      expect.objectContaining({
        name: 'all, previous period',
        values: [7, 9],
        compares: { series: 'all', label: 'previous period' },
      }),
    ]);
  });

  it('spreads the counts of longer buckets, and not the measures', () => {
    const timeline = compare(
      {
        bucketSeconds: 10_800,
        series: [
          aSeriesPoint({ start: '2026-02-28T09:00:00.000Z', requests: 30 }),
        ],
      },
      24 * HOUR_MS,
    );
    expect(requestsOf(timeline)[0].values).toEqual([10, 10]);
    const latency = comparedSeries(
      timeline,
      { name: 'p50', tone: 'ok' },
      ({ p50Ms }) => p50Ms,
    );
    expect(latency[0].values).toEqual([5, 5]);
  });

  it('leaves gaps where nothing was recorded, and nothing without a comparison', () => {
    expect(requestsOf(compare({ series: [] }, 0))[0].values).toEqual([
      null,
      null,
    ]);
    expect(requestsOf(timelineOf(aPerformanceReport()))).toEqual([]);
  });
});

describe('errorSeries', () => {
  const seriesOf = (points: Parameters<typeof aSeriesPoint>[0][]) =>
    errorSeries(
      timelineOf(aPerformanceReport({ series: points.map(aSeriesPoint) })),
    ).map(({ name, values }) => [name, values]);

  it('puts the most frequent type first', () => {
    expect(
      seriesOf([
        { start: at10, errors: 3, errorsByType: { A: 1, B: 2 } },
        { start: at11, errors: 1, errorsByType: { B: 1 } },
      ]),
    ).toEqual([
      ['B', [2, 1]],
      ['A', [1, 0]],
    ]);
  });

  it('counts what no type is known of, and types beyond the fifth, as others', () => {
    const errorsByType = { A: 9, B: 8, C: 7, D: 6, E: 5, F: 4 };
    expect(
      seriesOf([{ start: at10, errors: 40, errorsByType }]).at(-1),
    ).toEqual(['others', [5, null]]);
  });

  it('has one series of errors when no types are known at all', () => {
    expect(seriesOf([{ start: at10, errors: 3, errorsByType: {} }])).toEqual([
      ['errors', [3, null]],
    ]);
  });

  it('is empty without errors', () => {
    expect(seriesOf([{ start: at10, errors: 0, errorsByType: {} }])).toEqual(
      [],
    );
  });
});

describe('predictionDriftOf', () => {
  const days = aPerformanceReport({
    from: '2026-03-01T10:00:00.000Z',
    until: '2026-03-04T08:20:00.000Z',
    predictionDrift: {
      starts: [
        '2026-03-01T09:00:00.000Z',
        '2026-03-02T09:00:00.000Z',
        '2026-03-03T09:00:00.000Z',
      ],
      bucketSeconds: 86_400,
      distances: [0.05, null, 0.2],
      n: [600, 20, 400],
    },
  });

  it('draws steps of its own on the axis of the other charts', () => {
    const timeline = timelineOf(days);
    const { buckets, series, counts, isUncertain } = predictionDriftOf(
      days,
      timeline,
    );
    expect(buckets.starts).toHaveLength(3);
    expect(buckets.from).toBe(timeline.buckets.from);
    expect(buckets.until).toBe(timeline.buckets.until);
    expect(series.map(({ values }) => values)).toEqual([[0.05, null, 0.2]]);
    expect(counts).toEqual([600, 20, 400]);
    expect(series[0]).toMatchObject({ n: [600, 20, 400], leastN: 500 });
    expect(isUncertain).toBe(true);
  });

  it('takes for uncertain what is drawn alone', () => {
    const { predictionDrift } = days;
    const enough = { ...predictionDrift, n: [600, 20, 500] };
    const report = { ...days, predictionDrift: enough };
    expect(predictionDriftOf(report, timelineOf(report)).isUncertain).toBe(
      false,
    );
  });

  it('lays what is compared with over it', () => {
    const dayMs = 86_400_000;
    const before = aPerformanceReport({
      from: '2026-02-26T09:00:00.000Z',
      until: '2026-03-01T09:00:00.000Z',
      predictionDrift: {
        ...days.predictionDrift,
        starts: days.predictionDrift.starts.map(start =>
          new Date(Date.parse(start) - 3 * dayMs).toISOString(),
        ),
        distances: [0.01, 0.02, 0.03],
      },
    });
    const timeline = timelineOf(days, {
      label: 'previous period',
      report: before,
      query: {},
      shiftMs: 3 * dayMs,
    });
    const [, compared] = predictionDriftOf(days, timeline).series;
    expect(compared).toMatchObject({
      name: 'distance, previous period',
      values: [0.01, 0.02, 0.03],
      n: [600, 20, 400],
      leastN: 500,
    });
  });
});

describe('qualitySeries', () => {
  const viewOf = (
    point: Parameters<typeof aSeriesPoint>[0],
    evaluation: Record<string, number> = {},
    scale = '',
  ) =>
    qualitySeries(
      timelineOf(aPerformanceReport({ series: [aSeriesPoint(point)] })),
      { evaluation, evaluationVersion: 3 },
      scale,
    );
  const namesOf = ({ series }: QualityView) => series.map(({ name }) => name);

  it('marks nothing above what a measure can be', () => {
    expect(viewOf({}).yAxis.ceiling).toBe(1);
    expect(viewOf({ mae: 12 }, {}, 'error').yAxis.ceiling).toBeUndefined();
  });

  it('compares with the evaluation, whatever a pipeline calls the metric', () => {
    for (const name of ['roc_auc', 'ROC AUC', 'AUC', 'rocAuc', 'test_auc']) {
      expect(viewOf({}, { [name]: 0.75 }).references).toEqual([
        expect.objectContaining({ of: 'ROC AUC', value: 0.75 }),
      ]);
    }
  });

  it('names the version that the evaluation is of', () => {
    expect(viewOf({}, { accuracy: 0.8 }).references).toEqual([
      expect.objectContaining({ name: 'at evaluation of version 3' }),
    ]);
  });

  it('tells steps with too few outcomes to judge by from the others', () => {
    const [few, enough] = [499, 500].map(accuracy =>
      viewOf({ rocAuc: undefined, samples: { accuracy } }),
    );
    expect([few.isUncertain, enough.isUncertain]).toEqual([true, false]);
    expect(few.series[0]).toMatchObject({ leastN: 500, values: [0.8, null] });
  });

  it('holds what it is compared with to the same', () => {
    const { series } = qualitySeries(
      timelineOf(aPerformanceReport(), {
        label: 'version 2',
        report: aPerformanceReport(),
        query: {},
        shiftMs: 0,
      }),
      { evaluation: {} },
      '',
    );
    expect(series.find(({ compares }) => compares)).toMatchObject({
      name: 'Accuracy, version 2',
      n: [300, 200],
      leastN: 500,
    });
  });

  it('says how far off ROC AUC may be on either side, and no other measure', () => {
    const report = aPerformanceReport({
      series: [aSeriesPoint({ rocAucErrorMax: 0.03 })],
    });
    const { series } = qualitySeries(
      timelineOf(report, { label: 'version 2', report, query: {}, shiftMs: 0 }),
      { evaluation: {} },
      '',
    );
    expect(series.map(({ name, errorMax }) => [name, errorMax?.[0]])).toEqual([
      ['Accuracy', null],
      ['Accuracy, version 2', null],
      ['ROC AUC', 0.03],
      ['ROC AUC, version 2', 0.03],
    ]);
  });

  it('shows two metrics first and keeps the others for when they are asked for', () => {
    const view = viewOf({ precision: 0.5, recall: 0.4, f1: 0.45, brier: 0.2 });
    expect(namesOf(view)).toEqual([
      'Accuracy',
      'ROC AUC',
      'Precision',
      'Recall',
      'F1',
      'Brier score',
    ]);
    expect(view.hidden).toEqual(['Precision', 'Recall', 'F1', 'Brier score']);
  });

  it('has no more than one unit, that which is asked for', () => {
    const measured = { logLoss: 0.4, mae: 4.2, rmse: 6, bias: 1, r2: 0.3 };
    const { scales } = viewOf(measured);
    expect(
      scales.map(scale => namesOf(viewOf(measured, {}, scale)).join()),
    ).toEqual(['Accuracy,ROC AUC', 'Log loss', 'MAE,RMSE', 'Bias', 'R²']);
  });

  it('shows what there is when nothing is asked for that was measured', () => {
    const regression = { accuracy: undefined, rocAuc: undefined, mae: 4.2 };
    for (const scale of ['', 'share', 'made up']) {
      const view = viewOf(regression, {}, scale);
      expect(view.unit).toBe('in units of the target');
      expect(namesOf(view)).toEqual(['MAE']);
    }
  });

  it('says what each value rests on', () => {
    const [accuracy, rocAuc] = viewOf({
      samples: { accuracy: 300, rocAuc: 250 },
    }).series;
    expect([accuracy.n, rocAuc.n]).toEqual([
      [300, null],
      [250, null],
    ]);
  });
});
