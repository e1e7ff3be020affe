import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import {
  answerReceiveHook,
  OfferedCommit,
  PushVerdict,
} from './answerReceiveHook';
import { BareRepository } from './BareRepository';
import { GitAccess } from './GitAccess';
import { LocalRepositories } from './LocalRepositories';
import { RemarkStream } from './RemarkStream';
import {
  findRawLocation,
  findRepositoryName,
  formatRepositoryName,
  RawLocation,
  RepositoryName,
} from './repositoryName';
import { runHttpBackend } from './runHttpBackend';
import { sendGitError } from './sendGitError';
import { sendRawFile } from './sendRawFile';
import { sendRepository } from './sendRepository';

export interface GitRouterOptions {
  repositories: LocalRepositories;
  access: GitAccess;
  logger: LoggerService;
  /** Folder that holds `<owner>/<repo>.git`. */
  projectRoot: string;
  /** Folder of `writeReceiveHook`. */
  hooks: string;
  /** @returns the public URL of the plugin's API */
  getApiUrl(): Promise<string>;
  /** Called before a default branch moves. Must not throw: git waits for the answer. */
  onOffered(name: RepositoryName, offered: OfferedCommit): Promise<PushVerdict>;
  /**
   * Called when a push has ended, before its caller gets the last byte.
   *
   * @returns what its caller is told, a line each
   */
  onReceived(name: RepositoryName, actor?: string): Promise<string[]>;
}

/** gitprotocol-http(5), smart protocol only; the dumb one would serve any file. */
const SMART_PATH = /\.git\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** A clone URL, opened by a person; the root of the files is taken for it. */
const REPOSITORY_PATH = /\/git\/[^/]+\/[^/]+\.git\/?$/;

/** Serves clone, push and single files below `/git`. */
export function createGitRouter(options: GitRouterOptions): Router {
  const router = PromiseRouter();
  router.use('/git', async (request, response) => {
    try {
      await answer(options, request, response);
    } catch (error) {
      sendGitError(response, error, options.logger);
    }
  });
  return router;
}

async function answer(
  options: GitRouterOptions,
  request: Request,
  response: Response,
): Promise<void> {
  // Parsing resolves `..` before anything is matched.
  const url = new URL(request.originalUrl, 'http://localhost');
  const name = findRepositoryName(url.href);
  const service = SMART_PATH.exec(url.pathname)?.[1];
  const raw = findRawLocation(url.href);
  if (name && service) {
    await serveGit(options, { request, response, url, name, service });
  } else if (raw && raw.path !== '') {
    await serveRaw(options, { request, response, raw });
  } else if (name && (raw || REPOSITORY_PATH.test(url.pathname))) {
    const intent = 'read';
    const { repository } = await admit(options, { request, name, intent });
    const apiUrl = await options.getApiUrl();
    await sendRepository({ response, name, repository, apiUrl });
  } else {
    throw new NotFoundError(
      `There is nothing at ${url.pathname}. A repository is cloned from …/git/<owner>/<name>.git; a file is at …/git/<owner>/<name>/raw/<branch>/<path>.`,
    );
  }
}

async function serveGit(
  options: GitRouterOptions,
  call: {
    request: Request;
    response: Response;
    url: URL;
    name: RepositoryName;
    service: string;
  },
): Promise<void> {
  const { request, response, url, name, service } = call;
  const command =
    service === 'info/refs' ? url.searchParams.get('service') : service;
  if (command !== 'git-upload-pack' && command !== 'git-receive-pack') {
    throw new InputError(
      `Only git's smart HTTP protocol is spoken here; expected service=git-upload-pack or git-receive-pack, found ${command}.`,
    );
  }
  const intent = command === 'git-receive-pack' ? 'push' : 'read';
  const { actor } = await admit(options, { request, name, intent });
  const receives = service === 'git-receive-pack';
  let remarks: string[] = [];
  const answered = receives ? new RemarkStream() : undefined;
  try {
    await runHttpBackend({
      request,
      response,
      logger: options.logger,
      projectRoot: options.projectRoot,
      name,
      service,
      query: url.search.slice(1),
      user: intent === 'push' ? actor ?? 'git' : undefined,
      through: answered,
      hooks: receives
        ? {
            folder: options.hooks,
            answer: link =>
              void answerReceiveHook(link, offered =>
                options.onOffered(name, offered),
              ),
          }
        : undefined,
    });
  } finally {
    // Also when the caller hung up: the branches may have moved all the same.
    if (receives) {
      remarks = await options.onReceived(name, actor);
    }
  }
  response.end(answered?.endWith(remarks));
}

async function serveRaw(
  options: GitRouterOptions,
  call: { request: Request; response: Response; raw: RawLocation },
): Promise<void> {
  const { request, response, raw } = call;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new NotAllowedError('Files are changed by pushing commits.');
  }
  const { repository } = await admit(options, {
    request,
    name: raw,
    intent: 'read',
  });
  await sendRawFile({ request, response, raw, repository });
}

async function admit(
  options: GitRouterOptions,
  call: { request: Request; name: RepositoryName; intent: 'read' | 'push' },
): Promise<{ repository: BareRepository; actor?: string }> {
  const repository = await options.repositories.find(call.name);
  const { actor } = await options.access.authorise({ ...call, repository });
  if (!repository) {
    throw new NotFoundError(
      `There is no repository ${formatRepositoryName(
        call.name,
      )}. Create a model in the portal to get one.`,
    );
  }
  return { repository, actor };
}
