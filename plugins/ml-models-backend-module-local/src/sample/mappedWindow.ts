import { SAMPLE } from './sampleModel';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Where a part of the flight year falls in the days before `mapUntil`. */
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
    return new Date(mappedStart + share * replay.days * DAY_MS).toISOString();
  };
  return { from: at(from), until: at(until) };
}
