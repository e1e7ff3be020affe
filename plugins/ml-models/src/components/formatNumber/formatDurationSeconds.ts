import { formatNumber } from './formatNumber';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @returns e.g. `340 ms`, `4.2 s`, `1 min 5 s`, `2 h 10 min`, `3 d 4 h` */
export function formatDurationSeconds(seconds: number): string {
  if (seconds < 0.001) {
    return seconds <= 0 ? '0 s' : '< 1 ms';
  }
  if (seconds < 1) {
    return formatNumber(seconds * 1_000, 'ms');
  }
  if (seconds < MINUTE) {
    return `${Number(seconds.toFixed(seconds < 10 ? 1 : 0))} s`;
  }
  if (seconds < HOUR) {
    return twoUnits(seconds, { unit: MINUTE, name: 'min' }, 's', 1);
  }
  return seconds < DAY
    ? twoUnits(seconds, { unit: HOUR, name: 'h' }, 'min', MINUTE)
    : twoUnits(seconds, { unit: DAY, name: 'd' }, 'h', HOUR);
}

function twoUnits(
  seconds: number,
  large: { unit: number; name: string },
  smallName: string,
  smallUnit: number,
): string {
  const smallUnits = Math.round(seconds / smallUnit);
  const perLarge = large.unit / smallUnit;
  const rest = smallUnits % perLarge;
  const first = `${Math.floor(smallUnits / perLarge)} ${large.name}`;
  return rest ? `${first} ${rest} ${smallName}` : first;
}
