import { GuardedMeasure } from '@noshelfware/backstage-plugin-ml-models-common';

/** The true value lies below the one, or above the other, with a given chance at most. */
export type LimitSide = 'low' | 'high';

/** What the outcomes of one version's predictions say of it, as far as they came. */
export interface ObservedQuality {
  /** Absent without any outcome. */
  value?: number;
  /** Outcomes that it rests on. */
  n: number;
  /** @returns a confidence limit on one side of `value`, which has to be there */
  limitOn(side: LimitSide, chance: number): number;
}

/** A measure of quality of both versions. */
export interface ComparedQuality {
  measure: GuardedMeasure;
  higherIsBetter: boolean;
  candidate: ObservedQuality;
  live: ObservedQuality;
}
