import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import { DataDirectory, repositoryFolder } from '../dataDirectory';
import { hasErrorCode } from '../process/hasErrorCode';
import { replaceFile } from '../replaceFile';
import { Turns } from '../Turns';
import { BareRepository } from './BareRepository';
import {
  assertRepositoryName,
  formatRepositoryName,
  isRepositoryName,
  RepositoryName,
} from './repositoryName';
import { runGit } from './runGit';

export interface CreateRepositoryOptions {
  name: RepositoryName;
  description?: string;
  defaultBranch: string;
  /** The same key finds the repository it made, even after a first push. */
  idempotencyKey?: string;
}

const originSchema = z.object({ idempotencyKey: z.string().optional() });
const ORIGIN_FILE = 'noshelfware-origin.json';

/** The bare repositories of a data directory. */
export class LocalRepositories {
  /** Two requests for one repository would set it up side by side. */
  private readonly turns = new Turns();

  constructor(private readonly data: DataDirectory) {}

  async find(name: RepositoryName): Promise<BareRepository | undefined> {
    const repository = this.open(name);
    try {
      await readFile(join(repository.directory, 'HEAD'));
      return repository;
    } catch (error) {
      if (hasErrorCode(error, 'ENOENT')) {
        return undefined;
      }
      throw error;
    }
  }

  /** @throws NotFoundError */
  async get(name: RepositoryName): Promise<BareRepository> {
    const repository = await this.find(name);
    if (!repository) {
      throw new NotFoundError(
        `There is no repository ${formatRepositoryName(
          name,
        )}; it is made when a model is created, or by POST /api/ml-models/git-repositories`,
      );
    }
    return repository;
  }

  /**
   * An empty repository of that name is taken as one just made, so that a
   * template that was interrupted before its first push can go on.
   *
   * @throws ConflictError when the name is taken
   */
  async create(
    options: CreateRepositoryOptions,
  ): Promise<{ repository: BareRepository; created: boolean }> {
    assertRepositoryName(options.name);
    return this.turns.take(formatRepositoryName(options.name), () =>
      this.createInTurn(options),
    );
  }

  private async createInTurn(
    options: CreateRepositoryOptions,
  ): Promise<{ repository: BareRepository; created: boolean }> {
    const existing = await this.find(options.name);
    if (existing) {
      await this.assertReusable(existing, options);
      return { repository: existing, created: false };
    }
    const repository = this.open(options.name);
    const built = await this.build(options);
    try {
      await rename(built, repository.directory);
      return { repository, created: true };
    } catch (error) {
      await rm(built, { recursive: true, force: true });
      if (hasErrorCode(error, 'ENOTEMPTY', 'EEXIST')) {
        return this.createInTurn(options); // another process made it meanwhile
      }
      throw error;
    }
  }

  async list(): Promise<RepositoryName[]> {
    const names: RepositoryName[] = [];
    for (const owner of await readdir(this.data.git)) {
      if (isRepositoryName({ owner, repo: 'x' })) {
        for (const folder of await readdir(join(this.data.git, owner))) {
          names.push({ owner, repo: folder.replace(/\.git$/, '') });
        }
      }
    }
    return names.filter(isRepositoryName);
  }

  private open(name: RepositoryName): BareRepository {
    return new BareRepository(repositoryFolder(this.data, name));
  }

  private async assertReusable(
    repository: BareRepository,
    options: CreateRepositoryOptions,
  ): Promise<void> {
    const { name, idempotencyKey } = options;
    const origin = originSchema.parse(
      JSON.parse(
        await readFile(join(repository.directory, ORIGIN_FILE), 'utf8'),
      ),
    );
    const isSameRequest =
      idempotencyKey !== undefined && origin.idempotencyKey === idempotencyKey;
    if (isSameRequest) {
      return;
    }
    if ((await repository.listBranches()).size > 0) {
      throw new ConflictError(
        `The repository ${formatRepositoryName(
          name,
        )} is taken: it has commits already. Pick another name, or register its catalog-info.yaml in the catalog again`,
      );
    }
    await setUp(repository.directory, options);
  }

  /** Built aside, then renamed: nobody sees half a repository. */
  private async build(options: CreateRepositoryOptions): Promise<string> {
    const { owner, repo } = options.name;
    const ownerFolder = join(this.data.git, owner);
    const folder = join(ownerFolder, `.${repo}-${randomUUID()}`);
    await runGit(['init', '--quiet', '--bare', '--template=', folder]);
    await setUp(folder, options);
    return folder;
  }
}

async function setUp(
  folder: string,
  options: CreateRepositoryOptions,
): Promise<void> {
  const { name, description, defaultBranch, idempotencyKey } = options;
  await runGit(['symbolic-ref', 'HEAD', `refs/heads/${defaultBranch}`], {
    cwd: folder,
  });
  await replaceFile(
    join(folder, 'description'),
    `${description ?? formatRepositoryName(name)}\n`,
  );
  await replaceFile(
    join(folder, ORIGIN_FILE),
    JSON.stringify({ idempotencyKey }),
  );
}
