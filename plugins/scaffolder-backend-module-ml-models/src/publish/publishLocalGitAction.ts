import {
  createTemplateAction,
  getRepoSourceDirectory,
  initRepoAndPush,
} from '@backstage/plugin-scaffolder-node';
import {
  CreateGitRepository,
  CreatedGitRepository,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { assertCatalogFile } from './assertCatalogFile';
import { authorOf } from './authorOf';
import { publishLocalGitExamples } from './publishLocalGitExamples';

export interface PublishLocalGitOptions {
  createRepository(
    request: CreateGitRepository,
    credentials: BackstageCredentials,
  ): Promise<CreatedGitRepository>;
}

/** Publishes the workspace to a repository that the portal itself hosts. */
export function createPublishLocalGitAction(options: PublishLocalGitOptions) {
  return createTemplateAction({
    id: 'publish:local-git',
    description:
      'Publishes the workspace to a git repository on the machine of the portal',
    supportsDryRun: true,
    examples: publishLocalGitExamples,
    schema: {
      input: {
        owner: z =>
          z.string().describe('First part of the path, e.g. the owning team'),
        name: z => z.string().describe('Second part of the path'),
        description: z => z.string().describe('One sentence').optional(),
        defaultBranch: z =>
          z.string().describe('Branch to push to; default: main').optional(),
        sourcePath: z =>
          z
            .string()
            .describe('Folder of the workspace to publish; default: all')
            .optional(),
        commitMessage: z =>
          z
            .string()
            .describe('Message of the first commit; default: Initial commit')
            .optional(),
      },
      output: {
        remoteUrl: z => z.string().describe('What git clone takes'),
        repoContentsUrl: z => z.string().describe('Root of the files'),
        catalogInfoUrl: z =>
          z.string().describe('The catalog-info.yaml, for catalog:register'),
        commitHash: z => z.string().describe('Full SHA of the first commit'),
      },
    },
    async handler(ctx) {
      const { owner, name, description, commitMessage } = ctx.input;
      const defaultBranch = ctx.input.defaultBranch ?? 'main';
      const folder = getRepoSourceDirectory(
        ctx.workspacePath,
        ctx.input.sourcePath,
      );
      await assertCatalogFile(folder);
      if (ctx.isDryRun) {
        ctx.logger.info(`Would publish to ${owner}/${name}.git`);
        ctx.output('remoteUrl', `dry-run:${owner}/${name}.git`);
        ctx.output('repoContentsUrl', `dry-run:${owner}/${name}/`);
        ctx.output(
          'catalogInfoUrl',
          `dry-run:${owner}/${name}/catalog-info.yaml`,
        );
        ctx.output('commitHash', '0'.repeat(40));
        return;
      }
      const repository = await options.createRepository(
        {
          owner,
          name,
          description,
          defaultBranch,
          // A task that is resumed finds what it had made, not a name taken.
          idempotencyKey: `${ctx.task.id}:${owner}/${name}`,
        },
        await ctx.getInitiatorCredentials(),
      );
      const commitHash =
        repository.headCommit ??
        (
          await initRepoAndPush({
            dir: folder,
            remoteUrl: repository.cloneUrl,
            auth: { username: 'scaffolder', password: repository.pushToken },
            logger: ctx.logger,
            defaultBranch,
            commitMessage,
            gitAuthorInfo: authorOf(ctx.user),
          })
        ).commitHash;
      ctx.logger.info(`Published ${commitHash} to ${repository.cloneUrl}`);
      ctx.output('remoteUrl', repository.cloneUrl);
      ctx.output('repoContentsUrl', repository.rawUrl);
      ctx.output('catalogInfoUrl', `${repository.rawUrl}catalog-info.yaml`);
      ctx.output('commitHash', commitHash);
    },
  });
}
