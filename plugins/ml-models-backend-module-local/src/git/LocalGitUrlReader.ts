import {
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadTreeResponse,
  UrlReaderServiceReadUrlOptions,
  UrlReaderServiceReadUrlResponse,
  UrlReaderServiceSearchOptions,
  UrlReaderServiceSearchResponse,
} from '@backstage/backend-plugin-api';
import {
  ReaderFactory,
  ReadUrlResponseFactory,
} from '@backstage/backend-defaults/urlReader';
import { InputError, NotFoundError, NotModifiedError } from '@backstage/errors';
import { Readable } from 'node:stream';
import { BareRepository } from './BareRepository';
import { isLoopback } from './isLocalRequest';
import { LocalRepositories } from './LocalRepositories';
import {
  findRawLocation,
  findRepositoryName,
  RawLocation,
} from './repositoryName';

type TreeResponseFactory = Parameters<ReaderFactory>[0]['treeResponseFactory'];

/**
 * Reads `…/git/<owner>/<repo>/raw/<branch>/<path>` from disk, for the catalog
 * and for templates: no token, no `backend.reading.allow`, and no request to
 * the very process that asks.
 */
export class LocalGitUrlReader implements UrlReaderService {
  constructor(
    private readonly repositories: LocalRepositories,
    private readonly treeResponseFactory: TreeResponseFactory,
  ) {}

  async readUrl(
    url: string,
    options?: UrlReaderServiceReadUrlOptions,
  ): Promise<UrlReaderServiceReadUrlResponse> {
    const { repository, commit, raw } = await this.getTree(url);
    const file = await repository.findFile(commit, raw.path);
    if (!file) {
      throw new NotFoundError(`There is no file at ${url}`);
    }
    if (options?.etag === file.id) {
      throw new NotModifiedError();
    }
    const content = await repository.readContent(file);
    return ReadUrlResponseFactory.fromReadable(
      Readable.from([content], { objectMode: false }),
      { etag: file.id },
    );
  }

  async readTree(
    url: string,
    options?: UrlReaderServiceReadTreeOptions,
  ): Promise<UrlReaderServiceReadTreeResponse> {
    const { repository, commit, raw } = await this.getTree(url);
    if (options?.etag === commit) {
      throw new NotModifiedError();
    }
    return this.treeResponseFactory.fromTarArchive({
      stream: repository.archive(commit),
      subpath: raw.path,
      etag: commit,
      filter: options?.filter,
      stripFirstDirectory: false,
    });
  }

  async search(
    url: string,
    options?: UrlReaderServiceSearchOptions,
  ): Promise<UrlReaderServiceSearchResponse> {
    if (/[*?]/.test(new URL(url).pathname)) {
      throw new InputError(`${url}: patterns are not supported here`);
    }
    try {
      const { etag = '', buffer } = await this.readUrl(url, options);
      return { etag, files: [{ url, content: buffer }] };
    } catch (error) {
      if (error instanceof NotFoundError) {
        return { etag: '', files: [] };
      }
      throw error;
    }
  }

  toString(): string {
    return 'localGit{}';
  }

  private async getTree(
    url: string,
  ): Promise<{ repository: BareRepository; commit: string; raw: RawLocation }> {
    const raw = findRawLocation(url);
    if (!raw) {
      throw new InputError(
        `${url} is not a file of a repository; expected …/git/<owner>/<name>/raw/<branch>/<path>`,
      );
    }
    const repository = await this.repositories.get(raw);
    const commit = await repository.findCommit(raw.revision);
    if (!commit) {
      throw new NotFoundError(`There is no branch '${raw.revision}' at ${url}`);
    }
    return { repository, commit, raw };
  }
}

/** @returns whether this host answers for a URL: ours by name, whatever the port */
export function isLocalGitUrl(url: URL, portalUrl: string): boolean {
  const isOurs =
    url.hostname === new URL(portalUrl).hostname || isLoopback(url.hostname);
  return isOurs && findRepositoryName(url.href) !== undefined;
}
