import { CronTime } from 'cron';

/** When a model is retrained again and again. */
export type RetrainSchedule =
  | {
      /** ISO 8601 duration from one to the next, of whole hours at least. */
      every: string;
    }
  | {
      /** @returns the first time by the clock, in UTC, that is later */
      nextAfter(at: Date): Date;
    };

/** Whole hours to months: a look for what is due comes once a minute. */
const EVERY = /^P(?=\d|T\d)(\d+M)?(\d+W)?(\d+D)?(T\d+H)?$/;

const CRON_FIELDS = 5;

/** @returns undefined for what is neither a duration nor five fields of cron */
export function parseRetrainSchedule(
  text: string,
): RetrainSchedule | undefined {
  if (text.startsWith('P')) {
    return EVERY.test(text) && /[1-9]/.test(text) ? { every: text } : undefined;
  }
  return parseCron(text);
}

function parseCron(text: string): RetrainSchedule | undefined {
  // With six the first would be seconds, and with a word such as @daily none.
  if (text.trim().split(/\s+/).length !== CRON_FIELDS) {
    return undefined;
  }
  try {
    const time = new CronTime(text.trim(), 'UTC');
    const nextAfter = (at: Date) => time.getNextDateFrom(at, 'UTC').toJSDate();
    // The 31st of February is well-formed and never comes.
    nextAfter(new Date(0));
    return { nextAfter };
  } catch {
    // Whatever is wrong with it, it is told with what is expected.
    return undefined;
  }
}
