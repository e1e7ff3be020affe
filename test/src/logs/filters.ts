import { InferenceQuery } from '@noshelfware/backstage-plugin-ml-models-common';
import { FILLED_DAYS, VERSIONS } from '../ingest/fillLog';

const DAY_MS = 24 * 60 * 60 * 1000;

export type Filters = Record<string, InferenceQuery>;

/** Filters that many records meet, few, old ones only, or none. */
export function indexedFilters(
  untilMs: number,
  known: { id: string; requestId: string },
): Filters {
  const at = (daysAgo: number) =>
    new Date(untilMs - daysAgo * DAY_MS).toISOString();
  return {
    everything: {},
    'the newest version': { version: VERSIONS },
    'the oldest version': { version: 1 },
    'a version that never was': { version: 999 },
    production: { environment: 'production' },
    'staging, shadow': { environment: 'staging', traffic: 'shadow' },
    canary: { traffic: 'canary' },
    successes: { status: 'ok' },
    errors: { status: 'error' },
    'errors of an old version': { status: 'error', version: 3 },
    'a common error': { errorType: 'KeyError' },
    'an error of the oldest day': { errorType: 'RareError' },
    'an error that never was': { errorType: 'NoSuchError' },
    'an inference id': { id: known.id },
    'a request id': { id: known.requestId },
    'an hour two weeks ago': { from: at(14), until: at(14 - 1 / 24) },
    'staging in a week of old': {
      environment: 'staging',
      from: at(FILLED_DAYS - 2),
      until: at(FILLED_DAYS - 9),
    },
  };
}

export const TEXT_FILTERS: Filters = {
  'a text of all exceptions': { text: 'out of range' },
  'a text of few exceptions': { text: 'value 4207 is' },
  'a text that never was': { text: 'no such text' },
  'a text that never was, a common error': {
    errorType: 'KeyError',
    text: 'no such text',
  },
};

/** Met by many, by few, and by none; alone and with an indexed filter. */
export const FEATURE_FILTERS: Filters = {
  'distance > 2000': {
    features: [{ feature: 'distance', operator: '>', value: '2000' }],
  },
  'a carrier that never was': {
    features: [{ feature: 'carrier', operator: '=', value: 'XX' }],
  },
  'a carrier that never was, an old version': {
    version: 3,
    features: [{ feature: 'inputs.carrier', operator: '=', value: 'XX' }],
  },
  'two comparisons that few meet': {
    features: [
      { feature: 'distance', operator: '>=', value: '2599' },
      { feature: 'hour', operator: '=', value: '13' },
    ],
  },
};

/** As the tab asks for groups of exceptions. */
export const EXCEPTION_FILTERS: Filters = {
  'all exceptions': {},
  'exceptions of an old version': { version: 3 },
  'exceptions of one type': { errorType: 'KeyError' },
};

/** Counted from profiles, or row by row where profiles cannot tell. */
export const HISTOGRAM_FILTERS: Filters = {
  'everything over time': {},
  'errors over time': { status: 'error' },
  'a common error over time': { errorType: 'KeyError' },
  'a text over time': TEXT_FILTERS['a text of all exceptions'],
  'distance > 2000 over time': FEATURE_FILTERS['distance > 2000'],
};
