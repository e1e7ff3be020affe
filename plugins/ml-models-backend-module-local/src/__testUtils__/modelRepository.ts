import { createHash } from 'node:crypto';
import { DataDirectory } from '../dataDirectory';
import { LocalRepositories } from '../git/LocalRepositories';
import { commitFiles, git } from './gitClient';

/** Stages that leave behind what the contract asks for, in plain sh. */
export const PASSING_STAGES: Record<string, string> = {
  setup: 'echo set up',
  lint: 'echo linted',
  test: 'echo tested',
  train: 'mkdir -p build && echo model > build/model.txt',
  evaluate: 'mkdir -p reports && cp rows.jsonl reports/reference.jsonl',
  package:
    'mkdir -p dist && cp artifact.txt dist/model.tar.gz && cp report.json reports/model-report.json',
};

const ARTIFACT = 'any bytes will do\n';

/** SHA-256 of what `package` leaves behind. */
export const ARTIFACT_HEX = createHash('sha256').update(ARTIFACT).digest('hex');

export const A_REPORT = {
  schemaVersion: 1,
  model: 'tiny',
  signature: { inputs: [], outputs: [] },
  metrics: [{ name: 'accuracy', value: 0.9 }],
  artifact: { path: 'dist/model.tar.gz', digest: `sha256:${ARTIFACT_HEX}` },
  reference: { path: 'reports/reference.jsonl' },
};

export interface ModelRepositoryOptions {
  data: DataDirectory;
  /** Where the work tree is made. */
  work: string;
  /** In place of `PASSING_STAGES` of the same name. */
  stages?: Record<string, string>;
  /** In place of, or beside, the files it has. */
  files?: Record<string, string>;
}

/**
 * Commits a model repository and pushes it.
 *
 * @returns its source location and the commit
 */
export async function aModelRepository(
  options: ModelRepositoryOptions,
): Promise<{ sourceLocation: string; commit: string }> {
  const name = { owner: 'ops', repo: 'tiny' };
  const { repository } = await new LocalRepositories(options.data).create({
    name,
    defaultBranch: 'main',
    idempotencyKey: 'test',
  });
  const stages = { ...PASSING_STAGES, ...options.stages };
  const commit = await commitFiles(options.work, {
    'artifact.txt': ARTIFACT,
    'report.json': JSON.stringify(A_REPORT),
    'rows.jsonl': '{"inputs":{"x":1},"outputs":{"y":2}}\n',
    'pipeline.yaml': JSON.stringify({
      stages: Object.entries(stages).map(([stage, run]) => ({
        name: stage,
        run,
      })),
      serve: { run: 'true' },
    }),
    ...options.files,
  });
  await git(options.work, 'push', '-q', repository.directory, 'HEAD:main');
  return {
    sourceLocation:
      'url:http://localhost:7007/api/ml-models/git/ops/tiny/raw/main/',
    commit,
  };
}
