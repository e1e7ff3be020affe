import {
  operations,
  SampleStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { POLL_BUSY_MS, useOperation } from '../../../api/useOperation';

function isUnderWay(sample: SampleStatus | undefined): boolean {
  return (
    sample?.state === 'waiting' ||
    sample?.state === 'creating' ||
    sample?.state === 'replaying'
  );
}

/** @returns undefined when no sample is being set up, or none was asked for */
export function useSampleStatus(
  options: { enabled?: boolean } = {},
): SampleStatus | undefined {
  const { data } = useOperation(
    operations.getSampleStatus,
    {},
    {
      ...options,
      refetchInterval: sample => (isUnderWay(sample) ? POLL_BUSY_MS : false),
    },
  );
  return isUnderWay(data) || data?.state === 'failed' ? data : undefined;
}
