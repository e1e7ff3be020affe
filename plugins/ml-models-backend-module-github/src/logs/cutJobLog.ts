import { JobStep } from '../runs/WorkflowRun';

/** Before each line: `2026-01-01T00:00:00.0000000Z `. */
const STAMP = /^\uFEFF?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+Z /;

/**
 * How the runner begins what it prints of a step, a `run` as a `uses`: GitHub's, and
 * Gitea's, which prints commands as they are.
 */
const BEGINNING = /^(?:##\[group\]|::group::)Run /;

const GROUP = /^::group::/;
const END_OF_GROUP = /^::endgroup::/;

/** How it begins to tidy up after the steps. */
const TIDYING =
  /^(?:Post job cleanup\.|Cleaning up orphan processes|Evaluate and set job outputs|Run Post .*|Cleaning up container for job .*|Job (?:failed|succeeded))$/;

/**
 * GitHub keeps one log of a job, without a word of where its steps begin other
 * than the header that the runner prints before each. A step may print such a line
 * itself: it is a header of the next step only from the second on in which that
 * began. Of Gitea, whose composite actions print those of their own steps between
 * their `::group::` and its end, it is one outside of them only, unless the step has
 * ended without ending its group.
 *
 * @param log - of a job
 * @param steps - of the job, in order
 * @returns what each step printed, by its number, without the runner's time stamps
 */
export function cutJobLog(log: string, steps: JobStep[]): Map<number, string> {
  const parts = new Map<number, string[]>();
  const begun = steps.filter(
    ({ name, started_at: start, conclusion }) =>
      start && conclusion !== 'skipped' && !isRunnersOwn(name),
  );
  let next = 0;
  let depth = 0;
  let lines: string[] | undefined;
  for (const line of log.replace(/\r?\n$/, '').split(/\r?\n/)) {
    const [stamp, second] = STAMP.exec(line) ?? ['', ''];
    const text = line.slice(stamp.length);
    const upcoming = begun[next];
    if (
      upcoming &&
      BEGINNING.test(text) &&
      Date.parse(`${second}Z`) >= Date.parse(upcoming.started_at ?? '') &&
      (depth === 0 || hasEnded(begun[next - 1], second))
    ) {
      lines = [];
      depth = 0;
      parts.set(upcoming.number, lines);
      next += 1;
    } else if (next === begun.length && TIDYING.test(text)) {
      lines = undefined;
    }
    if (GROUP.test(text)) depth += 1;
    if (END_OF_GROUP.test(text)) depth = Math.max(0, depth - 1);
    lines?.push(text);
  }
  return new Map(
    [...parts].map(([number, of]) => [
      number,
      of.map(text => `${text}\n`).join(''),
    ]),
  );
}

/** @returns how many of the steps have a log: they come one after the other */
export function countBegun(log: string, steps: JobStep[]): number {
  return cutJobLog(log, steps).size;
}

function hasEnded(step: JobStep | undefined, second: string): boolean {
  const end = Date.parse(step?.completed_at ?? '');
  return Date.parse(`${second}Z`) > end;
}

/** Steps that GitHub adds to a job, of which none is a stage of the pipeline. */
export function isRunnersOwn(name: string): boolean {
  return /^(?:Set up job|Complete job|Post .*)$/.test(name);
}
