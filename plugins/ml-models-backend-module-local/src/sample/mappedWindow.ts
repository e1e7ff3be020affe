import { SAMPLE } from './sampleModel';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Where a part of the flight year falls in the days before `mapUntil`. It is whole
 * days long: the replay keeps times of day, and leaves what is less than a day empty.
 */
export function mappedWindow(
  from: string,
  until: string,
  mapUntil = new Date().toISOString(),
): { from: string; until: string } {
  const { replay } = SAMPLE;
  const [start, end] = [Date.parse(replay.from), Date.parse(replay.until)];
  const mappedStart = Date.parse(mapUntil) - replay.days * DAY_MS;
  const at = (day: string) => {
    const share = (Date.parse(day) - start) / (end - start);
    const mappedDays = Math.round(share * replay.days);
    return new Date(mappedStart + mappedDays * DAY_MS).toISOString();
  };
  return { from: at(from), until: at(until) };
}
