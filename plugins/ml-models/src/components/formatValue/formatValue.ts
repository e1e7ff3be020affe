import { RecordedValue } from '@noshelfware/backstage-plugin-ml-models-common';

const numbers = new Intl.NumberFormat('en', {
  maximumSignificantDigits: 6,
  useGrouping: false,
});

/** @returns a recorded value as people read it; a dash where there is none */
export function formatValue(value: RecordedValue | undefined): string {
  if (value === undefined) {
    return '–';
  }
  if (typeof value === 'number') {
    // Whole numbers may be names, such as ids: every digit counts.
    return Number.isInteger(value) ? String(value) : numbers.format(value);
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
