import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import { RateLimitError } from './RateLimitError';
import { nameOf, RepositoryId } from './RepositoryId';

/** What Octokit throws, by its shape: its class of errors comes in several versions. */
export interface RequestFailure extends Error {
  status: number;
  response?: { headers: Record<string, string | number | undefined> };
}

export interface Asked {
  repository: RepositoryId;
  /** Is asked for or of: `the workflow ci.yml`. */
  what: string;
  /** Whose configuration has the token: `integrations.github`. */
  integration: string;
  /** What that has to be allowed: `the permission Deployments, read and write`. */
  needs: string;
}

/** @returns what GitHub refuses, and what to do; the error itself if it is another's */
export function explainRequestError(
  error: unknown,
  { repository, what, integration, needs }: Asked,
): Error {
  if (!isRequestFailure(error)) {
    return toError(error);
  }
  const place = `${repository.host}/${nameOf(repository)}`;
  const reason = error.message.split(' - https://')[0];
  if (isRateLimited(error)) {
    return new RateLimitError(
      `The rate limit of ${repository.host} is used up${untilWhen(
        error,
      )}: ${what} of ${place} was not asked for`,
    );
  }
  switch (error.status) {
    case 401:
    case 403:
      return new NotAllowedError(
        `${place} does not let the portal at ${what} (${reason}): its token or GitHub App in ${integration} needs ${needs}`,
      );
    case 404:
    case 410:
      return new NotFoundError(
        `${place} does not have ${what}, or does not show it to the portal: see that it is there, and that the token or GitHub App in ${integration} may read the repository`,
      );
    case 409:
      return new ConflictError(`${place} refused ${what}: ${reason}`);
    case 400:
    case 422:
      return new InputError(`${place} refused ${what}: ${reason}`);
    default:
      return new ServiceUnavailableError(
        `${repository.host} did not answer for ${what} of ${place}: ${reason}`,
      );
  }
}

export function isRequestFailure(error: unknown): error is RequestFailure {
  return (
    error instanceof Error && typeof Reflect.get(error, 'status') === 'number'
  );
}

/**
 * A limit of the hour or of a moment:
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function isRateLimited({
  status,
  message,
  response,
}: RequestFailure): boolean {
  return (
    status === 429 ||
    (status === 403 &&
      (String(response?.headers['x-ratelimit-remaining']) === '0' ||
        response?.headers['retry-after'] !== undefined ||
        /secondary rate limit/i.test(message)))
  );
}

function untilWhen({ response }: RequestFailure): string {
  const reset = Number(response?.headers['x-ratelimit-reset']);
  return reset > 0 ? ` until ${new Date(reset * 1000).toISOString()}` : '';
}
