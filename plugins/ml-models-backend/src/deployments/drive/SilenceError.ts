import { ServiceUnavailableError } from '@backstage/errors';

/** Somebody was asked, and has not answered in time. */
export class SilenceError extends ServiceUnavailableError {}
