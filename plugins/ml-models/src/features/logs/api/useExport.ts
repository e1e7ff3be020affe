import { useApi } from '@backstage/core-plugin-api';
import {
  InferenceExportQuery,
  InferenceQuery,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { mlModelsApiRef } from '../../../api/mlModelsApiRef';
import { downloadFile } from '../../../charts/ChartTable/downloadFile';
import { ModelParams } from './ModelParams';

export type ExportFormat = InferenceExportQuery['format'];

/** Saves all records of a search as a file. */
export function useExport(params: ModelParams, query: InferenceQuery) {
  const client = useApi(mlModelsApiRef);
  const running = useRef<AbortController>();
  const { mutate, reset, isPending, error } = useMutation<
    void,
    Error,
    ExportFormat
  >({
    mutationFn: async format => {
      running.current = new AbortController();
      const response = await client.open(
        operations.exportInferences,
        { params, query: { ...query, format } },
        { signal: running.current.signal },
      );
      // Browsers keep large blobs on disk, not in the page's memory.
      const file = await response.blob();
      downloadFile(`${params.name}-inferences.${format}`, file);
    },
  });
  const cancel = () => {
    running.current?.abort();
    reset();
  };
  return { start: mutate, cancel, isPending, error };
}
