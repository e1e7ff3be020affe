import { ScmIntegrations } from '@backstage/integration';
import { createModelCardRouter } from '../modelCards/createModelCardRouter';
import { WiredAccess } from './wireAccess';
import { WiringContext } from './WiringContext';

/** What repositories say of their models. */
export function wireModelCards(
  { config, httpRouter, urlReader }: WiringContext,
  { callers, catalog }: WiredAccess,
) {
  httpRouter.use(
    createModelCardRouter({
      catalog,
      callers,
      integrations: ScmIntegrations.fromConfig(config),
      urlReader,
    }),
  );
}
