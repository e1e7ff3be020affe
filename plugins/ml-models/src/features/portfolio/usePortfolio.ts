import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { POLL_IDLE_MS, useOperation } from '../../api/useOperation';

export function usePortfolio() {
  return useOperation(
    operations.getPortfolio,
    {},
    { refetchInterval: POLL_IDLE_MS },
  );
}
