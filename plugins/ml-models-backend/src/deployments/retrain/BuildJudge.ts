import {
  ComparedMeasure,
  ModelReport,
  NamedValues,
} from '@noshelfware/backstage-plugin-ml-models-common';

/** One row that two versions have predicted, and what came true. */
export interface PredictedTwice {
  target: NamedValues;
  candidate: NamedValues;
  live: NamedValues;
}

export interface BuildJudgement {
  /** Of the rows, those that say something of both. */
  n: number;
  /** What is measured of both on those; the more telling first. */
  measures: ComparedMeasure[];
  /** Why it is not known whether the candidate is worse; absent: it is. */
  unmeasured?: string;
  /** In what the candidate is surely worse; empty: it is not. */
  worse: string[];
}

/** Judges what was built by what is live. */
export interface BuildJudge {
  /** @param report - of the candidate, which names the target */
  judge(
    report: ModelReport | undefined,
    rows: readonly PredictedTwice[],
  ): BuildJudgement;
}
