import { TimeSeries } from './timeSeries';

type Layer = Omit<TimeSeries, 'values'>;

/** What came of requests, stacked in this order. */
export const OK_LAYER: Layer = { name: 'ok', shape: 'bar', tone: 'ok' };
/** Imported from a log that has no failures in it: not known to be ok. */
export const ANSWERED_LAYER: Layer = {
  name: 'answered',
  shape: 'bar',
  tone: 'baseline',
};
export const INVALID_REQUESTS_LAYER: Layer = {
  name: 'invalid requests',
  shape: 'bar',
  tone: 'baseline',
  hatched: true,
};
export const ERRORS_LAYER: Layer = {
  name: 'errors',
  shape: 'bar',
  tone: 'error',
};
