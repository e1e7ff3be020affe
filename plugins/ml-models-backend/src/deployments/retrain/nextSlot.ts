import { RetrainSchedule } from '@noshelfware/backstage-plugin-ml-models-node';
import { durationMs } from '../../durationMs';

/**
 * @param from - a slot, or when the schedule was set
 * @returns the first slot that is later than now: those that were missed come no more
 */
export function nextSlot(
  schedule: RetrainSchedule,
  { from, now }: { from: Date; now: Date },
): Date {
  if ('nextAfter' in schedule) {
    return schedule.nextAfter(now);
  }
  const everyMs = durationMs(schedule.every);
  const behind = Math.floor((now.getTime() - from.getTime()) / everyMs);
  return new Date(from.getTime() + (Math.max(0, behind) + 1) * everyMs);
}
