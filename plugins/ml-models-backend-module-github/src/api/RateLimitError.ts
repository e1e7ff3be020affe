import { ServiceUnavailableError } from '@backstage/errors';

/** GitHub answers nothing for a while, and was not asked, or refused. */
export class RateLimitError extends ServiceUnavailableError {}
