import { QualityMeasures } from './quality';

/** A measure of quality, and how people and reports call it. */
export interface QualityMetric {
  measure: keyof QualityMeasures;
  /** In a sentence that begins with it. */
  title: string;
  /** Where there is little room. */
  short: string;
  /** What it says, in a few words. */
  help: string;
  /** What reports call it, in lower case without punctuation. */
  names: readonly string[];
  /** Absent: nearer to 0 is. */
  higherIsBetter?: boolean;
  /** Only what has the same scale fits one axis. */
  scale: 'share' | 'log-loss' | 'error' | 'bias' | 'r2';
}

/**
 * Outcomes behind a measure from which on it is judged; below, chance alone moves it
 * by some percent.
 */
export const QUALITY_OUTCOMES_MIN = 500;

/** Requests behind a rate or a latency; below, it says more of chance than of the model. */
export const RATE_REQUESTS_MIN = 100;

/** What people look at first comes first. */
export const QUALITY_METRICS: readonly QualityMetric[] = [
  {
    measure: 'accuracy',
    title: 'Accuracy',
    short: 'Accuracy',
    help: 'Share of predictions that were right',
    names: ['accuracy', 'acc', 'accuracyscore'],
    higherIsBetter: true,
    scale: 'share',
  },
  {
    measure: 'rocAuc',
    title: 'ROC AUC',
    short: 'ROC AUC',
    help: 'How well scores tell the outcomes apart: 0.5 not at all, 1 perfectly; ± how far off it may be, as scores are counted in bins',
    names: ['rocauc', 'auc', 'auroc', 'rocaucscore'],
    higherIsBetter: true,
    scale: 'share',
  },
  {
    measure: 'precision',
    title: 'Precision',
    short: 'Precision',
    help: 'Of what was predicted positive, the share that was; of several classes their mean',
    names: ['precision', 'precisionscore', 'ppv'],
    higherIsBetter: true,
    scale: 'share',
  },
  {
    measure: 'recall',
    title: 'Recall',
    short: 'Recall',
    help: 'Of what was positive, the share that was predicted; of several classes their mean',
    names: ['recall', 'recallscore', 'sensitivity', 'tpr'],
    higherIsBetter: true,
    scale: 'share',
  },
  {
    measure: 'f1',
    title: 'F1',
    short: 'F1',
    help: 'Harmonic mean of precision and recall',
    names: ['f1', 'f1score'],
    higherIsBetter: true,
    scale: 'share',
  },
  {
    measure: 'brier',
    title: 'Brier score',
    short: 'Brier score',
    help: 'Mean squared error of the score; 0 is best',
    names: ['brier', 'brierscore', 'brierscoreloss', 'brierloss'],
    higherIsBetter: false,
    scale: 'share',
  },
  {
    measure: 'calibrationError',
    title: 'Calibration error',
    short: 'Calibration error',
    help: 'Mean gap between score and how often it came true; 0 is best',
    names: ['calibrationerror', 'expectedcalibrationerror', 'ece'],
    higherIsBetter: false,
    scale: 'share',
  },
  {
    measure: 'logLoss',
    title: 'Log loss',
    short: 'Log loss',
    help: 'Mean of −ln of the probability that was given to what came true; 0 is best',
    names: ['logloss', 'crossentropy', 'binarycrossentropy', 'nll'],
    higherIsBetter: false,
    scale: 'log-loss',
  },
  {
    measure: 'mae',
    title: 'Mean absolute error',
    short: 'MAE',
    help: 'Mean absolute error, in the unit of the target',
    names: ['mae', 'meanabsoluteerror'],
    higherIsBetter: false,
    scale: 'error',
  },
  {
    measure: 'rmse',
    title: 'Root mean squared error',
    short: 'RMSE',
    help: 'Root of the mean squared error, in the unit of the target',
    names: ['rmse', 'rootmeansquarederror'],
    higherIsBetter: false,
    scale: 'error',
  },
  {
    measure: 'bias',
    title: 'Bias',
    short: 'Bias',
    help: 'Mean of prediction − outcome, in the unit of the target; 0 is best',
    names: ['bias', 'meanerror', 'meanbiaserror'],
    scale: 'bias',
  },
  {
    measure: 'r2',
    title: 'R²',
    short: 'R²',
    help: 'Share of the spread of the outcomes that is explained; 1 is best, below 0 worse than their mean',
    names: ['r2', 'r2score', 'rsquared', 'coefficientofdetermination'],
    higherIsBetter: true,
    scale: 'r2',
  },
];

/** Pipelines often name the rows before the metric: `test_accuracy`. */
const SPLIT = /^(test|eval|val|validation)(?=.)/;

/** @returns the first of what a report names that is this metric */
export function findEvaluated<Metric extends { name: string }>(
  { names }: Pick<QualityMetric, 'names'>,
  reported: readonly Metric[],
): Metric | undefined {
  return reported.find(({ name }) => {
    const plain = name
      .normalize('NFKC')
      .toLocaleLowerCase('en-US')
      .replace(/[^a-z0-9]/g, '');
    return names.includes(plain) || names.includes(plain.replace(SPLIT, ''));
  });
}
