import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InputError } from '@backstage/errors';
import {
  findYamlKeyProblem,
  findYamlSizeProblem,
  YAML_BYTES_MAX,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { parseDocument } from 'yaml';
import { childEnvironment } from '../process/childEnvironment';
import { readBeginning } from '../readBeginning';

const runFile = promisify(execFile);

const AUTHOR = [
  '-c',
  'user.name=NoShelfware sample',
  '-c',
  'user.email=sample@localhost',
];

export interface RetrainOptions {
  cloneUrl: string;
  /** Git token of the model. */
  token: string;
  /** First day and first day after of what is learned from. */
  window: { from: string; until: string };
}

/**
 * Moves the training window in `training.yaml` and pushes, as an engineer would.
 *
 * @returns the full SHA of the commit that has the window
 */
export async function retrain(options: RetrainOptions): Promise<string> {
  const { cloneUrl, token, window } = options;
  const folder = await mkdtemp(join(tmpdir(), 'noshelfware-sample-'));
  const git = async (...args: string[]) => {
    const { stdout } = await runFile('git', args, {
      cwd: folder,
      env: childEnvironment({
        variables: {
          GIT_TERMINAL_PROMPT: '0',
          // In the environment, where no list of processes shows it.
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: 'http.extraHeader',
          GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(
            `sample:${token}`,
          ).toString('base64')}`,
        },
      }),
    });
    return stdout.trim();
  };
  try {
    await git('clone', '--quiet', cloneUrl, '.');
    const changed = await moveWindow(join(folder, 'training.yaml'), window);
    if (changed) {
      await git('add', 'training.yaml');
      await git(
        ...AUTHOR,
        'commit',
        '--quiet',
        '-m',
        `Retrain on flights up to ${window.until}`,
      );
      await git('push', '--quiet', 'origin', 'HEAD');
    }
    return await git('rev-parse', 'HEAD');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns false when the file says so already */
async function moveWindow(
  path: string,
  window: { from: string; until: string },
): Promise<boolean> {
  const content = await readBeginning(path, YAML_BYTES_MAX);
  const tooLong = findYamlSizeProblem(content.length);
  if (tooLong) {
    throw new InputError(`training.yaml ${tooLong}`);
  }
  const before = content.toString();
  const refused = findYamlKeyProblem(before);
  if (refused) {
    throw new InputError(`training.yaml ${refused}`);
  }
  const document = parseDocument(before);
  document.setIn(['train', 'from'], window.from);
  document.setIn(['train', 'until'], window.until);
  const after = document.toString({ lineWidth: 0 });
  await writeFile(path, after);
  return after !== before;
}
