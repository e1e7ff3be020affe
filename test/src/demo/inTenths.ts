/** @returns a time to a tenth, e.g. `3.1 s`; a dash where it is not known */
export function inTenths(value: number | undefined, unit: 's' | 'ms'): string {
  return value === undefined ? '–' : `${value.toFixed(1)} ${unit}`;
}
