import { IncomingMessage } from 'node:http';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { SourceHostContext } from '@noshelfware/backstage-plugin-ml-models-node';
import { BareRepository } from './BareRepository';
import { isLocalRequest } from './isLocalRequest';
import { listModelDocuments, ModelDocuments } from './listModelDocuments';
import { PushTokens } from './PushTokens';
import { formatRepositoryName, RepositoryName } from './repositoryName';

export interface GitAccessOptions {
  pushTokens: PushTokens;
  verifyGitToken: SourceHostContext['verifyGitToken'];
  /** @returns the portal's public address */
  getPortalUrl(): string;
}

export interface AccessRequest {
  request: IncomingMessage;
  name: RepositoryName;
  /** Absent when there is none of that name, which only a caller may learn. */
  repository?: BareRepository;
  /** Reads need no token on this machine. */
  intent: 'read' | 'push';
}

/** Decides who may read and who may push. */
export class GitAccess {
  constructor(private readonly options: GitAccessOptions) {}

  /**
   * @returns entity ref of the caller, as far as it is known
   * @throws AuthenticationError without a valid token; NotAllowedError with one
   *   that is good for something else
   */
  async authorise(access: AccessRequest): Promise<{ actor?: string }> {
    const { request, name, intent } = access;
    const portalUrl = this.options.getPortalUrl();
    if (intent === 'read' && isLocalRequest(request, portalUrl)) {
      return {};
    }
    const secret = findPassword(request.headers.authorization);
    const pushToken = secret && this.options.pushTokens.verify(secret, name);
    if (pushToken) {
      return pushToken;
    }
    const token = secret && (await this.options.verifyGitToken(secret));
    if (!token) {
      throw new AuthenticationError(
        `${intent === 'push' ? 'Pushing to' : 'Reading'} ${formatRepositoryName(
          name,
        )} needs a git token as the password, with any user name. Make one on the model's page in the portal${
          secret ? '; the one given is wrong, revoked or expired' : ''
        }.`,
      );
    }
    const { models, problem } = await readModels(access.repository);
    if (!isGoodFor(token.scopeRef, { name, models })) {
      const doubt = problem
        ? ` Whose code is in it is not known: its catalog-info.yaml ${problem}.`
        : '';
      throw new NotAllowedError(
        `This git token is good for ${
          token.scopeRef
        }, not for the repository ${formatRepositoryName(
          name,
        )}. Make one on the page of the model whose code this is.${doubt}`,
      );
    }
    return { actor: token.actor };
  }
}

/** RFC 7617; the user name says nothing to us. */
function findPassword(authorization: string | undefined): string | undefined {
  const match = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '');
  if (!match) {
    return undefined;
  }
  const pair = Buffer.from(match[1], 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1) || undefined;
}

/** What counts is what the default branch said before this push. */
async function readModels(
  repository: BareRepository | undefined,
): Promise<ModelDocuments> {
  const commit = await repository?.findCommit();
  return repository && commit
    ? listModelDocuments(repository, commit)
    : { models: [] };
}

/**
 * A token is good for a model, or for all models of a system or an owner; a
 * repository that says nothing of them yet is known by its name.
 */
function isGoodFor(
  scopeRef: string,
  { name, models }: { name: RepositoryName } & Pick<ModelDocuments, 'models'>,
): boolean {
  const refs =
    models.length > 0
      ? models.flatMap(model => [
          model.modelRef,
          model.ownerRef,
          model.systemRef,
        ])
      : [`mlmodel:default/${name.repo}`, `group:default/${name.owner}`];
  return refs.includes(scopeRef.toLocaleLowerCase('en-US'));
}
