import { ResponseError } from '@backstage/errors';
import { QueryClient } from '@tanstack/react-query';

/** A network hiccup or a restarting portal is over within three attempts. */
const RETRIES_MAX = 2;

/** Another try gets the same answer, unless the server was merely busy. */
function isFinal(error: Error): boolean {
  return (
    ResponseError.is(error) &&
    error.statusCode < 500 &&
    error.statusCode !== 429
  );
}

/**
 * Server state counts as fresh for 5 s, so that moving between the tabs of one
 * model shows at once what the last tab has loaded.
 */
export function createModelsQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // A portal on this machine or in this network answers without the internet,
        // and of one that does not the page is to say so, not to wait in silence.
        networkMode: 'always',
        retry: (failures, error) => failures < RETRIES_MAX && !isFinal(error),
      },
      mutations: { networkMode: 'always' },
    },
  });
}
