import { useApi } from '@backstage/core-plugin-api';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { isNoAnswer } from '../../api/isNoAnswer';
import { mlModelsApiRef } from '../../api/mlModelsApiRef';
import { PROBE_KEY, usePortalSilence } from '../../api/usePortalSilence';

/** Few enough for a portal that is starting; many pages may be open. */
const ASK_AGAIN_MS = 4_000;

/**
 * Asks the portal again and again once a request got no answer, and all that is
 * shown once it answers. One operation without an answer proves little: only a
 * second request that is lost, to something that costs the portal nothing, does.
 *
 * @returns milliseconds since 1970 of the last answer, 0 if there was none;
 *   undefined: the portal answers
 */
export function usePortalProbe(askAgainMs = ASK_AGAIN_MS): number | undefined {
  const client = useApi(mlModelsApiRef);
  const queryClient = useQueryClient();
  const answeredAt = usePortalSilence();
  const probe = useQuery({
    queryKey: PROBE_KEY,
    queryFn: ({ signal }) =>
      client.call(operations.getSampleStatus, {}, { signal }).then(
        () => true,
        // A refusal is an answer, too.
        error => !isNoAnswer(error),
      ),
    enabled: answeredAt !== undefined,
    refetchInterval: askAgainMs,
    staleTime: 0,
  });
  const silent =
    answeredAt !== undefined &&
    probe.data === false &&
    probe.dataUpdatedAt > answeredAt;
  const wasSilent = useRef(false);
  useEffect(() => {
    if (wasSilent.current && !silent) {
      queryClient.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[1] !== PROBE_KEY[1],
      });
    }
    wasSilent.current = silent;
  }, [queryClient, silent]);
  return silent ? answeredAt : undefined;
}
