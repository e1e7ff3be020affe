import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { aModel } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { stringify } from 'yaml';
import { writeExecutable } from '../__testUtils__/executable';
import { commitFiles, git, runGitCommand } from '../__testUtils__/gitClient';
import { processVariables } from '../__testUtils__/processVariables';
import {
  TemporaryGitServer,
  temporaryGitServer,
} from '../__testUtils__/temporaryGitServer';
import { BareRepository } from './BareRepository';
import { judgePush } from './judgePush';

const NAME = { owner: 'ops', repo: 'delay' };
const FILE = 'catalog-info.yaml';
const DELAY = { metadata: { name: 'delay' } };
const RIGHT = stringify(aModel({}, DELAY));
const WRONG = stringify(
  aModel({ monitoring: { thresholds: { errorRate: { degraded: 2 } } } }, DELAY),
);
const COMPLAINT = `${FILE}: spec.monitoring.thresholds.errorRate.degraded must be at most 1; it is 2`;

/** A comment of so many bytes. */
function largeFile(sizeBytes: number): string {
  return `# ${'x'.repeat(sizeBytes)}\n`;
}

describe('judgePush', () => {
  const getServer = temporaryGitServer();
  const setVariables = processVariables();
  let server: TemporaryGitServer;
  let repository: BareRepository;
  let work: string;

  beforeEach(async () => {
    server = getServer();
    work = join(server.folder, 'work');
    ({ repository } = await server.repositories.create({
      name: NAME,
      defaultBranch: 'main',
    }));
  });

  /** @returns whether it was taken, and what the server said */
  const push = async (...refs: string[]) => {
    const url = server.cloneUrl('ops/delay', 'model-token');
    const [isTaken, output] = await runGitCommand(work, 'push', url, ...refs)
      .then(({ stderr }): [boolean, string] => [true, stderr])
      .catch((error): [boolean, string] => [false, error.stderr]);
    const said = output
      .split('\n')
      .filter(line => line.startsWith('remote: '))
      .map(line => line.replace(/^remote: /, '').trim());
    return { isTaken, said, output };
  };

  const commitAndPush = async (content: string, ...refs: string[]) => {
    const commit = await commitFiles(work, { [FILE]: content });
    return {
      commit,
      ...(await push(...(refs.length > 0 ? refs : ['HEAD:main']))),
    };
  };

  it('refuses a wrong limit, in a line that says where it is', async () => {
    const { commit, isTaken, said, output } = await commitAndPush(WRONG);

    expect(isTaken).toBe(false);
    expect(output).toMatch(/! \[remote rejected\] HEAD -> main/);
    expect(said).toEqual([
      'Refused, as the portal would not take what is pushed:',
      COMPLAINT,
      `Nothing of this push was taken, and your commits are as they were. Mend ${FILE}, commit it, and push again.`,
    ]);
    expect(server.events).toEqual([]);
    await expect(git(work, 'rev-parse', 'HEAD')).resolves.toBe(commit);
    await expect(repository.findCommit(commit)).resolves.toBeUndefined();
  });

  it('takes the commit that mends what was refused', async () => {
    const { commit: before } = await commitAndPush(RIGHT);
    await commitAndPush(WRONG);
    await expect(repository.findCommit()).resolves.toBe(before);
    const { commit, said } = await commitAndPush(RIGHT);

    expect(said).toEqual(['What follows from main']);
    await expect(repository.findCommit()).resolves.toBe(commit);
    expect(server.events.map(event => event.commit)).toEqual([before, commit]);
  });

  it('says all that is wrong, a line each', async () => {
    const { said } = await commitAndPush(
      stringify(
        aModel({
          logging: { redact: [{ path: 'passenger_id', how: 'hash' }] },
          risktier: 'high',
        }),
      ),
    );

    expect(said.slice(1, -1)).toEqual([
      `${FILE}: spec.logging.redact[0].path must be inputs.<name>, outputs.<name> or target.<name>, such as inputs.passenger_id; it is 'passenger_id'`,
      `${FILE}: spec.risktier is not a known field (did you mean riskTier?)`,
    ]);
  });

  it('says of a very wrong file no more than fits a screen', async () => {
    const fields = Array.from({ length: 30 }, (_, i) => [`x${i}`, i]);
    const { said } = await commitAndPush(
      stringify(aModel({ logging: Object.fromEntries(fields) })),
    );

    expect(said).toHaveLength(23);
    expect(said.at(-2)).toBe('and 10 more');
  });

  it.each([
    ['a file that is no YAML', 'spec: { owner: a: b }', /YAMLParseError/],
    ['a model among other documents', `---\n${WRONG}---\nkind: API\n`, /2$/],
    ['what is too long', largeFile(2 ** 16) + RIGHT, /has more than 64 KiB/],
    ['what git would not give', largeFile(2 ** 26), /has more than 64 KiB/],
  ])('refuses %s', async (_, content, complaint) => {
    const { isTaken, said } = await commitAndPush(content);

    expect(isTaken).toBe(false);
    expect(said).toEqual([
      expect.any(String),
      expect.stringMatching(complaint),
      expect.any(String),
    ]);
  });

  it('refuses a link, which the catalog takes for the path in it', async () => {
    await mkdir(work);
    await symlink('other.yaml', join(work, FILE));
    await commitFiles(work, { 'other.yaml': RIGHT });

    await expect(push('HEAD:main')).resolves.toMatchObject({
      isTaken: false,
      said: expect.arrayContaining([
        `${FILE}: Expected object at root, got string`,
      ]),
    });
  });

  it.each([
    ['no such file', { 'README.md': 'x' }],
    ['a folder of that name', { [`${FILE}/a.txt`]: 'x' }],
    ['an empty file', { [FILE]: '' }],
    ['other kinds alone', { [FILE]: 'kind: API\nspec: wrong\n' }],
  ])('lets %s through', async (_, files) => {
    await commitFiles(work, files);

    await expect(push('HEAD:main')).resolves.toMatchObject({
      isTaken: true,
      said: [
        expect.stringContaining('main has no catalog-info.yaml of a model'),
      ],
    });
  });

  it('says of another branch that no model is known where that is too long', async () => {
    const { isTaken, said } = await commitAndPush(
      largeFile(2 ** 16) + RIGHT,
      'HEAD:feature',
    );

    expect(isTaken).toBe(true);
    expect(said).toEqual([
      `No deployment follows: ${FILE} of feature has more than 64 KiB, the most that the portal reads of YAML: move what is long into a file of its own.`,
    ]);
  });

  it('lets other branches and tags through, since no catalog reads them', async () => {
    await commitAndPush(RIGHT);
    const { isTaken } = await commitAndPush(
      WRONG,
      'HEAD:refs/heads/feature',
      'HEAD:refs/tags/main',
    );
    expect(isTaken).toBe(true);

    await expect(push('--delete', 'feature')).resolves.toMatchObject({
      isTaken: true,
    });
  });

  it('takes nothing of a push to several branches of which one is refused', async () => {
    const { isTaken } = await commitAndPush(WRONG, 'HEAD:main', 'HEAD:feature');

    expect(isTaken).toBe(false);
    expect((await repository.listBranches()).size).toBe(0);
  });

  it('knows a default branch of another name', async () => {
    await git(repository.directory, 'symbolic-ref', 'HEAD', 'refs/heads/trunk');

    await expect(commitAndPush(WRONG, 'HEAD:main')).resolves.toMatchObject({
      isTaken: true,
    });
    await expect(push('HEAD:trunk')).resolves.toMatchObject({ isTaken: false });
  });

  it('lets nothing in a file steer the terminal that shows it', async () => {
    const { output } = await commitAndPush(
      stringify(aModel({ owner: 'a \u001b[2J b' })),
    );

    expect(output).toMatch(/it is 'a {2}\[2J b'/);
    expect(output).not.toContain('\u001b[2J');
  });

  it('logs that it refused, and nothing of the file', async () => {
    await commitAndPush(stringify(aModel({ owner: 'hush hush' })));

    expect(server.logger.info.mock.calls).toEqual([
      ['Refused a push to ops/delay: problems in catalog-info.yaml: 1'],
    ]);
  });

  /** Where it sees what is pushed but not taken yet. */
  const breakGit = async (script: string) => {
    const bin = join(server.folder, 'bin');
    await writeExecutable(
      bin,
      'git',
      `[ "$1" = cat-file ] && [ -n "$GIT_OBJECT_DIRECTORY" ] && ${script}
       PATH='${process.env.PATH}' exec git "$@"`,
    );
    setVariables({ PATH: `${bin}:${process.env.PATH}` });
  };

  it('lets a push go on when its check fails, and keeps the reason to itself', async () => {
    await breakGit(`{ echo 'fatal: secret' >&2; exit 1; }`);
    const { commit, isTaken, said, output } = await commitAndPush(WRONG);

    expect(isTaken).toBe(true);
    expect(said[0]).toBe(
      'The portal could not check catalog-info.yaml; the catalog will.',
    );
    expect(output).not.toContain('secret');
    expect(server.logger.error).toHaveBeenCalledWith(
      expect.stringContaining('Could not check catalog-info.yaml of a push to'),
      expect.objectContaining({ message: expect.stringContaining('secret') }),
    );
    await expect(repository.findCommit()).resolves.toBe(commit);
  });

  it('does not wait for a git that hangs', async () => {
    await breakGit('exec sleep 60');
    const { logger, repositories } = server;
    const variables = { GIT_OBJECT_DIRECTORY: repository.directory };

    await expect(
      judgePush({
        name: NAME,
        repositories,
        logger,
        offered: { commit: 'b'.repeat(40), variables },
        timeoutMs: 100,
      }),
    ).resolves.toEqual({
      isRefused: false,
      lines: [expect.stringContaining('could not check')],
    });
    expect(logger.error).toHaveBeenCalledTimes(1);
  });
});
