import { useApi } from '@backstage/core-plugin-api';
import {
  MlModelsClient,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { toError } from '@backstage/errors';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { isNoAnswer } from '../../api/isNoAnswer';
import { mlModelsApiRef } from '../../api/mlModelsApiRef';
import { PROBE_KEY, usePortalSilence } from '../../api/usePortalSilence';
import { useLongWait } from './useLongWait';

export interface PortalProbeTiming {
  /** Milliseconds between two requests while there is no answer. */
  askAgainMs: number;
  /** Milliseconds after which a request that is under way makes one ask whether the portal is there. */
  patienceMs: number;
  /** Milliseconds within which a portal that is there answers that it is. */
  answerWithinMs: number;
}

export const DEFAULT_PROBE_TIMING: PortalProbeTiming = {
  // Few enough for a portal that is starting; many pages may be open.
  askAgainMs: 4_000,
  // Longer than any page takes on a portal that is well.
  patienceMs: 5_000,
  // A machine that also trains a model may stall for seconds.
  answerWithinMs: 8_000,
};

/**
 * Asks the portal again and again once a request got no answer, and all that is
 * shown once it answers. One operation without an answer proves little: only a
 * second request that is lost, to something that costs the portal nothing, does.
 *
 * @returns milliseconds since 1970 of the last answer, 0 if there was none;
 *   undefined: the portal answers
 */
export function usePortalProbe(timing: PortalProbeTiming): number | undefined {
  const client = useApi(mlModelsApiRef);
  const queryClient = useQueryClient();
  const answeredAt = usePortalSilence();
  const waitsLong = useLongWait(timing.patienceMs);
  const probe = useQuery({
    queryKey: PROBE_KEY,
    queryFn: ({ signal }) => answers(client, timing.answerWithinMs, signal),
    enabled: answeredAt !== undefined || waitsLong,
    refetchInterval: timing.askAgainMs,
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

async function answers(
  client: MlModelsClient,
  withinMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const request = new AbortController();
  const giveUp = () => request.abort();
  signal.addEventListener('abort', giveUp);
  const timer = setTimeout(giveUp, withinMs);
  try {
    await client.call(
      operations.getSampleStatus,
      {},
      { signal: request.signal },
    );
    return true;
  } catch (error) {
    // A refusal is an answer, too.
    return !request.signal.aborted && !isNoAnswer(toError(error));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}
