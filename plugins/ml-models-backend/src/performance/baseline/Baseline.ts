import { PerformanceReport } from '@noshelfware/backstage-plugin-ml-models-common';
import { Counts } from '../quality/Counts';
import { OutcomeRule } from '../quality/OutcomeRule';
import { ExpectedColumns } from './ExpectedColumns';

/** What drift of a version is measured against; frozen when it is registered. */
export interface Baseline {
  modelRef: string;
  version: number;
  /** Of the binning that it is counted in. */
  revision: number;
  source: NonNullable<PerformanceReport['baseline']>['source'];
  rows: number;
  /** By the layout of the revision. */
  counts: Float64Array;
  /** Absent when the report named no target. */
  rule?: OutcomeRule;
  /** Absent where there are too many to tell others from. */
  columns?: ExpectedColumns;
  /** Of the reference rows that have a target. */
  outcomes: Counts;
}
