import {
  ProfileTotals,
  QualityMeasures,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { measureSpread } from './exactSums';
import {
  measureCalibration,
  measureCalibrationError,
} from './measureCalibration';
import { averageClasses, measureClasses } from './measureClasses';
import { measureRocAuc, RocAuc } from './measureRocAuc';
import { ratio } from './ratio';

/** Measures, how many rows each rests on, and how many labels there are. */
export type Quality = QualityMeasures &
  Pick<ProfileTotals, 'labels' | 'samples' | 'rocAucErrorMax'>;

type Counts = ReadonlyMap<string, number>;

/**
 * What sums of outcomes say about a version; absent where they say nothing.
 *
 * @param counts - see `countOutcome`
 */
export function measureQuality(counts: Counts): Quality {
  const rocAuc = measureRocAuc(counts);
  const parts = [
    measureAccuracy(counts),
    measureBinary(counts),
    measureSeveralClasses(counts),
    measureScores(counts, rocAuc),
    measureErrors(counts),
  ];
  const measures: QualityMeasures = {};
  const samples: ProfileTotals['samples'] = {};
  for (const { measure, value, n } of parts.flat()) {
    if (value !== undefined) {
      measures[measure] = value;
      samples[measure] = n;
    }
  }
  return {
    labels: counts.get('labels') ?? 0,
    samples,
    ...measures,
    rocAucErrorMax: rocAuc?.errorMax,
  };
}

interface Measured {
  measure: keyof QualityMeasures;
  value: number | undefined;
  /** Rows that it rests on. */
  n: number;
}

function measureAccuracy(counts: Counts): Measured[] {
  const sum = summing(counts);
  const right = sum('binary.tp') + sum('binary.tn') + sum('class.correct');
  const wrong = sum('binary.fp') + sum('binary.fn') + sum('class.wrong');
  const n = right + wrong;
  return [{ measure: 'accuracy', value: ratio(right, n), n }];
}

function measureBinary(counts: Counts): Measured[] {
  const sum = summing(counts);
  const tp = sum('binary.tp');
  const fp = sum('binary.fp');
  const fn = sum('binary.fn');
  return [
    { measure: 'precision', value: ratio(tp, tp + fp), n: tp + fp },
    { measure: 'recall', value: ratio(tp, tp + fn), n: tp + fn },
    { measure: 'f1', value: ratio(2 * tp, 2 * tp + fp + fn), n: tp + fp + fn },
  ];
}

function measureSeveralClasses(counts: Counts): Measured[] {
  const classes = measureClasses(counts);
  const n = classes.reduce((total, each) => total + each.n, 0);
  const { precision, recall, f1 } = averageClasses(classes);
  return [
    { measure: 'precision', value: precision, n },
    { measure: 'recall', value: recall, n },
    { measure: 'f1', value: f1, n },
  ];
}

function measureScores(counts: Counts, rocAuc?: RocAuc): Measured[] {
  const sum = summing(counts);
  const n = sum('score.n');
  return [
    { measure: 'rocAuc', value: rocAuc?.value, n },
    { measure: 'logLoss', value: ratio(sum('score.logLoss'), n), n },
    { measure: 'brier', value: ratio(sum('score.brier'), n), n },
    {
      measure: 'calibrationError',
      value: measureCalibrationError(measureCalibration(counts)),
      n,
    },
  ];
}

function measureErrors(counts: Counts): Measured[] {
  const sum = summing(counts);
  const n = sum('error.n');
  const meanSquare = ratio(sum('error.square'), n);
  const spread = n > 0 ? measureSpread(counts, 'actual', n) : undefined;
  return [
    { measure: 'mae', value: ratio(sum('error.absolute'), n), n },
    { measure: 'rmse', value: meanSquare && Math.sqrt(meanSquare), n },
    { measure: 'bias', value: ratio(sum('error.sum'), n), n },
    {
      measure: 'r2',
      value: spread && 1 - sum('error.square') / spread,
      n,
    },
  ];
}

function summing(counts: Counts) {
  return (name: string) => counts.get(name) ?? 0;
}
