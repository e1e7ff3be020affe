import { useApi } from '@backstage/core-plugin-api';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { useMutation } from '@tanstack/react-query';
import { mlModelsApiRef } from '../../../api/mlModelsApiRef';
import { downloadFile } from '../../../charts/ChartTable/downloadFile';
import { withoutColors } from './logLines';

/** Saves the log of a step as a file, from its first line on. */
export function useFullLog(deploymentId: string, step: string) {
  const client = useApi(mlModelsApiRef);
  const params = { id: deploymentId, step };
  return useMutation<void, Error>({
    mutationFn: async () => {
      const parts: Blob[] = [];
      let from = 0;
      for (;;) {
        const chunk = await client.call(operations.readStepLog, {
          params,
          query: { from },
        });
        // Browsers keep large blobs on disk, not in the page's memory.
        parts.push(new Blob([withoutColors(chunk.text)]));
        from = chunk.next;
        if (chunk.complete || chunk.text === '') {
          break;
        }
      }
      downloadFile(
        `${deploymentId}-${step}.log`,
        new Blob(parts, { type: 'text/plain' }),
      );
    },
  });
}
