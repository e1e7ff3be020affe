import { createServiceFactory } from '@backstage/backend-plugin-api';
import { urlReaderFactoriesServiceRef } from '@backstage/backend-defaults/urlReader';
import { localGitReaderFactory } from './git/localGitReaderFactory';

/** Lets the catalog and templates read the repositories of this machine. */
export const localGitReader = createServiceFactory({
  service: urlReaderFactoriesServiceRef,
  deps: {},
  factory: () => localGitReaderFactory,
});
