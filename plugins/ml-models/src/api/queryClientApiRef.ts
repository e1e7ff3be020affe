import { createApiRef } from '@backstage/core-plugin-api';
import { QueryClient } from '@tanstack/react-query';

/**
 * The cache of server state. An API, because the pages, tabs, cards and
 * dialogs of this plugin are mounted apart from one another and still have to
 * share what one of them has loaded.
 */
export const queryClientApiRef = createApiRef<QueryClient>({
  id: 'plugin.ml-models.query-client',
});
