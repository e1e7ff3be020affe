const DAY_MS = 24 * 60 * 60 * 1000;

const time = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

const date = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** @returns e.g. `first seen at 14:05 UTC`, with the date when that is a day ago or more */
export function describeFirstSeen(since: Date, now: Date): string {
  const day =
    now.getTime() - since.getTime() < DAY_MS ? '' : `on ${date.format(since)} `;
  return `first seen ${day}at ${time.format(since)} UTC`;
}
