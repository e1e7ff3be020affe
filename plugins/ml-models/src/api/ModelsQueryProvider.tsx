import { useApi } from '@backstage/core-plugin-api';
import { QueryClientProvider } from '@tanstack/react-query';
import { ReactNode } from 'react';
import { queryClientApiRef } from './queryClientApiRef';

/** Wraps every extension of this plugin; all of them share one cache. */
export function ModelsQueryProvider(props: { children: ReactNode }) {
  return (
    <QueryClientProvider client={useApi(queryClientApiRef)}>
      {props.children}
    </QueryClientProvider>
  );
}
