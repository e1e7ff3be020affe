import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { checkExamples } from './checkExamples';
import { GitRepository } from '@noshelfware/backstage-plugin-ml-models-common';
import { findMisfits, Misfit } from './findMisfits';
import { CheckedRepository, findTakenRepository } from './findTakenRepository';

/** What an entity is called, and whose it is. */
const NAMING_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.title',
  'spec.profile.displayName',
  'relations',
];

/** Ends a task before it has made anything when its answers do not fit what is there. */
export function createCheckAction(options: {
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  /** In the portal's git; undefined: there is none of that name. */
  findRepository(
    repository: CheckedRepository,
    credentials: BackstageCredentials,
  ): Promise<GitRepository | undefined>;
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
        repository: z =>
          z
            .object({ owner: z.string(), name: z.string() })
            .describe("Repository of the portal's git that must be free")
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
              { entityRefs: refs, fields: NAMING_FIELDS },
              { credentials: await ctx.getInitiatorCredentials() },
            );
            return items;
          });
          const { repository } = ctx.input;
          // Its path is made of answers, which say more for themselves where they are wrong.
          const taken =
            repository && misfits.length === 0
              ? await findTakenRepository(repository, async name =>
                  options.findRepository(
                    name,
                    await ctx.getInitiatorCredentials(),
                  ),
                )
              : undefined;
          const problems = [...misfits, ...(taken ? [taken] : [])];
          if (problems.length > 0) {
            throw new InputError(describeProblems(problems));
          }
          return true;
        },
      });
      ctx.logger.info('The answers fit what is there');
    },
  });
}

/** In Markdown, as which the task's page reads it. */
function describeProblems(misfits: Misfit[]): string {
  return [
    'Nothing was created, because the answers do not fit what is there.',
    ...misfits.map(({ question, problem }) => `- ${question}: ${problem}`),
  ].join('\n');
}
