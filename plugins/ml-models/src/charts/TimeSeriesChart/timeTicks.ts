import { TimeBuckets } from '../timeBuckets';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The shortest month: its labels stand closest. */
const MONTH_MS = 28 * DAY_MS;

/** A Monday, so that weeks begin with one. */
const FIRST_DAY_MS = Date.UTC(1970, 0, 5);

/** A label such as `29 Nov` and the gap to the next one. */
const LABEL_PX = 56;

/** More of them are read no better. */
const LABELS_MAX = 8;

interface Step {
  stepMs: number;
  /** In the viewer's zone; the first of them is not after `from`. */
  tickAt(from: Date, index: number): Date;
}

const STEPS: readonly Step[] = [
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map(everyMinutes),
  ...[1, 2, 4, 7, 14].map(everyDays),
  ...[1, 2, 3, 6, 12, 24, 60, 120].map(everyMonths),
];

/**
 * Times that an axis is marked at, one as far from the next as all others are, so that
 * each label has room. ECharts marks months, and days anew in each of them, however
 * wide the axis is; then hides some of the labels that overlap.
 *
 * @returns epoch milliseconds, ascending
 */
export function timeTicks(
  { from, until }: Pick<TimeBuckets, 'from' | 'until'>,
  plotPx: number,
): number[] {
  const labels = Math.min(LABELS_MAX, Math.max(1, plotPx) / LABEL_PX);
  const leastMs = (until - from) / labels;
  const { tickAt } =
    STEPS.find(({ stepMs }) => stepMs >= leastMs) ?? STEPS[STEPS.length - 1];
  const begin = new Date(from);
  const ticks: number[] = [];
  for (let index = 0; ; index += 1) {
    const tick = tickAt(begin, index).getTime();
    if (tick > until) {
      return ticks;
    }
    if (tick >= from) {
      ticks.push(tick);
    }
  }
}

function everyMinutes(minutes: number): Step {
  return {
    stepMs: minutes * MINUTE_MS,
    tickAt: (from, index) => new Date(...dayOf(from), 0, index * minutes),
  };
}

function everyDays(days: number): Step {
  return {
    stepMs: days * DAY_MS,
    tickAt: (from, index) => {
      const [year, month, day] = dayOf(from);
      const past = (Date.UTC(year, month, day) - FIRST_DAY_MS) / DAY_MS;
      return new Date(year, month, day - (past % days) + index * days);
    },
  };
}

function everyMonths(months: number): Step {
  return {
    stepMs: months * MONTH_MS,
    tickAt: (from, index) => {
      const [year, month] = dayOf(from);
      const past = (year * 12 + month) % months;
      return new Date(year, month - past + index * months, 1);
    },
  };
}

function dayOf(time: Date): [year: number, month: number, day: number] {
  return [time.getFullYear(), time.getMonth(), time.getDate()];
}
