import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { checkExamples } from './checkExamples';
import { findMisfits } from './findMisfits';

/** Ends a task before it has made anything when its answers do not fit the catalog. */
export function createCheckAction(options: {
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
}) {
  return createTemplateAction({
    id: 'ml-models:check',
    description:
      'Checks that what a template will create is not in the catalog yet, and that all it refers to is; put it first',
    supportsDryRun: true,
    examples: checkExamples,
    schema: {
      input: {
        creates: z =>
          z
            .array(z.string())
            .describe(
              'Entity references that must be free; kind by default MlModel',
            )
            .optional(),
        owner: z =>
          z
            .string()
            .describe('A Group or User of the catalog; kind by default Group')
            .optional(),
        system: z =>
          z
            .string()
            .describe('A System of the catalog; empty: none')
            .optional(),
        dependsOn: z =>
          z
            .array(z.string())
            .describe('Entities of the catalog; kind by default Resource')
            .optional(),
      },
    },
    async handler(ctx) {
      // A task that is resumed has its own entities in the catalog by then.
      await ctx.checkpoint({
        key: 'fits',
        fn: async () => {
          const misfits = await findMisfits(ctx.input, async refs => {
            const { items } = await options.catalog.getEntitiesByRefs(
              { entityRefs: refs, fields: ['kind', 'spec.owner'] },
              { credentials: await ctx.getInitiatorCredentials() },
            );
            return items;
          });
          if (misfits.length > 0) {
            throw new InputError(
              `Nothing was created, because of what the catalog holds. ${misfits.join(
                ' ',
              )}`,
            );
          }
          return true;
        },
      });
      ctx.logger.info('The answers fit the catalog');
    },
  });
}
