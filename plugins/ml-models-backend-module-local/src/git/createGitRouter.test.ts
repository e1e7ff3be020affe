import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { writeExecutable } from '../__testUtils__/executable';
import { commitFiles, git, runGitCommand } from '../__testUtils__/gitClient';
import { processVariables } from '../__testUtils__/processVariables';
import {
  TemporaryGitServer,
  temporaryGitServer,
} from '../__testUtils__/temporaryGitServer';

const CATALOG_INFO = `
apiVersion: noshelfware.io/v1alpha1
kind: MlModel
metadata: { name: Delay }
spec: { owner: ops, task: tabular-classification, lifecycle: experimental }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: delay-service }
`;

const NAME = { owner: 'ops', repo: 'delay' };

/** A path as it is: `fetch` and `URL` would resolve `..` before sending. */
function getVerbatim(origin: string, path: string): Promise<number> {
  const [host, ...base] = origin.split('/');
  const [hostname, port] = host.split(':');
  return new Promise((resolve, reject) => {
    httpRequest(
      { hostname, port, path: `/${base.join('/')}${path}` },
      response => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    )
      .on('error', reject)
      .end();
  });
}

describe('createGitRouter', () => {
  const getServer = temporaryGitServer();
  const setVariables = processVariables();
  let server: TemporaryGitServer;
  let work: string;

  beforeEach(async () => {
    server = getServer();
    work = join(server.folder, 'work');
    await server.repositories.create({ name: NAME, defaultBranch: 'main' });
  });

  const commitAndPush = async (
    files: Record<string, string>,
    password = 'model-token',
    ref = 'HEAD:main',
  ) => {
    const commit = await commitFiles(work, files);
    await git(work, 'push', server.cloneUrl('ops/delay', password), ref);
    return commit;
  };

  it('takes a push and gives it back to a clone', async () => {
    const commit = await commitAndPush({ 'README.md': '# Delay\n' });
    await git(
      server.folder,
      'clone',
      '--quiet',
      server.cloneUrl('ops/delay'),
      'copy',
    );

    const copy = join(server.folder, 'copy');
    await expect(git(copy, 'rev-parse', 'HEAD')).resolves.toBe(commit);
    await expect(readFile(join(copy, 'README.md'), 'utf8')).resolves.toBe(
      '# Delay\n',
    );
  });

  /** Above http.postBuffer (1 MiB), so that git sends it in chunks. */
  function largeFiles(): Record<string, string> {
    const noise = Array.from({ length: 60_000 }, (_, i) =>
      Math.sin(i).toString(36),
    ).join('\n');
    return { 'a.txt': noise, 'b.txt': [...noise].reverse().join('') };
  }

  it('tells a pusher why git stopped reading', async () => {
    const { directory } = await server.repositories.get(NAME);
    await git(directory, 'config', 'receive.maxInputSize', '10000');

    await expect(commitAndPush(largeFiles())).rejects.toThrow(
      /exceeds maximum allowed size/,
    );
  });

  it('reads on what is pushed to a git that has ended', async () => {
    const bin = join(server.folder, 'bin');
    // It answers without a look at what it is sent.
    await writeExecutable(
      bin,
      'git',
      `[ "$1" = http-backend ] || PATH='${process.env.PATH}' exec git "$@"
       printf 'Content-Type: text/plain\\r\\n\\r\\nno'`,
    );
    setVariables({ PATH: `${bin}:${process.env.PATH}` });
    const push = httpRequest(
      `http://${server.origin}/ops/delay.git/git-receive-pack`,
      { method: 'POST', auth: 'ada:model-token' },
    );
    push.flushHeaders();
    const [answer] = await once(push, 'response');
    await expect(text(answer)).resolves.toBe('no');
    const sent = once(push, 'finish');
    push.end(Buffer.alloc(32 * 1024 * 1024));

    await expect(sent).resolves.toEqual([]);
  });

  it('answers although git leaves something running, as it does to tidy up', async () => {
    const bin = join(server.folder, 'bin');
    const pidFile = join(server.folder, 'pid');
    await writeExecutable(
      bin,
      'git',
      `[ "$1" = http-backend ] || PATH='${process.env.PATH}' exec git "$@"
       sleep 120 </dev/null >/dev/null 2>&1 & echo $! > '${pidFile}'
       printf 'Content-Type: text/plain\\r\\n\\r\\ntaken'`,
    );
    setVariables({ PATH: `${bin}:${process.env.PATH}` });
    const response = await fetch(
      `http://${server.origin}/ops/delay.git/git-receive-pack`,
      {
        method: 'POST',
        headers: { authorization: `Basic ${btoa('ada:model-token')}` },
        signal: AbortSignal.timeout(20_000),
      },
    );

    await expect(response.text()).resolves.toBe('taken');
    const leftRunning = Number(await readFile(pidFile, 'utf8'));
    expect(process.kill(leftRunning)).toBe(true);
  });

  it('takes a push that is larger than one buffer, in chunks', async () => {
    const commit = await commitAndPush(largeFiles());

    await expect(
      (await server.repositories.get(NAME)).findCommit('main'),
    ).resolves.toBe(commit);
  });

  it('understands the long lists of commits that git sends compressed', async () => {
    await commitAndPush({ 'a.txt': 'a' });
    const copy = join(server.folder, 'copy');
    await git(server.folder, 'clone', '-q', server.cloneUrl('ops/delay'), copy);
    for (let i = 0; i < 60; i++) {
      await git(copy, 'commit', '--quiet', '--allow-empty', '-m', `${i}`);
    }
    const commit = await commitAndPush({ 'b.txt': 'b' });

    await git(copy, 'fetch', '--quiet', 'origin');

    await expect(git(copy, 'rev-parse', 'origin/main')).resolves.toBe(commit);
    expect(server.contentEncodings).toContain('gzip');
  });

  it.each([
    ['no password', undefined],
    ['a wrong password', 'wrong'],
  ])('refuses a push with %s', async (_, password) => {
    await commitFiles(work, { 'README.md': 'x' });

    await expect(
      git(work, 'push', server.cloneUrl('ops/delay', password), 'HEAD:main'),
    ).rejects.toThrow(/401|could not read Username|Authentication failed/);
    await expect(
      (await server.repositories.get(NAME)).findCommit('main'),
    ).resolves.toBeUndefined();
  });

  it.each([
    ['the address of its clones', '.git'],
    ['the root of its files', '/raw/main/'],
  ])('tells a person at %s how to clone, and what is in it', async (_, end) => {
    await commitAndPush({ 'README.md': '<b>x</b>' });
    const response = await fetch(
      server.cloneUrl('ops/delay').replace(/\.git$/, end),
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    const page = await response.text();
    expect(page).toMatch(/git clone http\S+\/git\/ops\/delay\.git/);
    const { sha } = (
      await (await server.repositories.get(NAME)).listCommits('main', 1)
    )[0];
    expect(page).toContain(sha.slice(0, 7));
  });

  it('has nothing to tell of a repository that is not there', async () => {
    const response = await fetch(server.cloneUrl('ops/nothing'));
    expect(response.status).toBe(404);
    await expect(response.text()).resolves.toMatch(
      /There is no repository ops\/nothing/,
    );
  });

  it('says how to get a token', async () => {
    const response = await fetch(
      `${server.cloneUrl('ops/delay')}/info/refs?service=git-receive-pack`,
    );

    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm/);
    await expect(response.text()).resolves.toMatch(
      /Pushing to ops\/delay needs a git token as the password.*Make one on the model's page/,
    );
  });

  it("shows git's user why a token of another model does not do", async () => {
    await commitFiles(work, { 'README.md': 'x' });

    await expect(
      git(
        work,
        'push',
        server.cloneUrl('ops/delay', 'foreign-token'),
        'HEAD:main',
      ),
    ).rejects.toThrow(
      /remote: This git token is good for mlmodel:default\/other/,
    );
  });

  it('takes the token of the owner, as the repository names its owner', async () => {
    await commitAndPush({ 'catalog-info.yaml': CATALOG_INFO });
    await commitAndPush({ 'README.md': 'x' }, 'owner-token');

    expect(server.events).toHaveLength(2);
  });

  it('takes the token that came with the repository, for that repository only', async () => {
    const token = server.pushTokens.issue(NAME, 'user:default/ada');
    const foreign = server.pushTokens.issue({ owner: 'ops', repo: 'other' });

    await expect(commitAndPush({ 'README.md': 'x' }, foreign)).rejects.toThrow(
      /401|Authentication failed/,
    );
    await commitAndPush({ 'catalog-info.yaml': CATALOG_INFO }, token);
    expect(server.events).toMatchObject([{ actor: 'user:default/ada' }]);
  });

  it('knows by its name a repository whose catalog-info.yaml is too long, so that it can be mended', async () => {
    const { directory } = await server.repositories.get(NAME);
    await commitFiles(work, {
      'catalog-info.yaml': CATALOG_INFO + '#'.repeat(64 * 1024),
    });
    // Past the portal, as when the check of a push has failed.
    await git(work, 'push', '--quiet', directory, 'HEAD:main');
    const mended = { 'catalog-info.yaml': CATALOG_INFO };

    await expect(commitAndPush(mended, 'foreign-token')).rejects.toThrow(
      /Whose code is in it is not known: its catalog-info.yaml has more than 64 KiB/,
    );
    await commitAndPush(mended);
    expect(server.events).toHaveLength(1);
  });

  it('tells of the model whose default branch moved', async () => {
    const commit = await commitAndPush({ 'catalog-info.yaml': CATALOG_INFO });

    expect(server.events).toEqual([
      {
        pushId: expect.any(String),
        modelRef: 'mlmodel:default/delay',
        branch: 'main',
        defaultBranch: 'main',
        commit,
        cloneUrl: 'http://localhost:7007/api/ml-models/git/ops/delay.git',
        actor: 'user:default/ada',
      },
    ]);
    expect(server.warmedCommits).toEqual([commit]);
  });

  /** @returns what git shows on a terminal of what the server says */
  const pushAndListen = async (files: Record<string, string>, ref: string) => {
    await commitFiles(work, files);
    const url = server.cloneUrl('ops/delay', 'model-token');
    const { stderr } = await runGitCommand(work, 'push', url, ref);
    return stderr.split('\n').filter(line => line.startsWith('remote:'));
  };

  it('tells a pusher what follows, also from a push that is not deployed', async () => {
    const files = { 'catalog-info.yaml': CATALOG_INFO };
    await expect(pushAndListen(files, 'HEAD:main')).resolves.toEqual([
      expect.stringMatching(/^remote: What follows from main\s*$/),
    ]);
    await expect(pushAndListen({}, 'HEAD:feature')).resolves.toEqual([
      expect.stringMatching(/^remote: What follows from feature\s*$/),
    ]);
  });

  it('tells a pusher that there is no model', async () => {
    await expect(
      pushAndListen({ 'README.md': 'x' }, 'HEAD:main'),
    ).resolves.toEqual([
      expect.stringContaining('main has no catalog-info.yaml of a model'),
    ]);
  });

  it('tells a pusher when the portal does not know, and keeps the reason to itself', async () => {
    server.context.onPush = async () => {
      throw new Error('postgres://ada:secret@db');
    };
    const files = { 'catalog-info.yaml': CATALOG_INFO };
    await expect(pushAndListen(files, 'HEAD:main')).resolves.toEqual([
      expect.stringMatching(/could not look at what was pushed(?!.*secret)/),
    ]);
  });

  it('tells again of a push as of the same, and of a commit that comes back as of another', async () => {
    const { onPush } = server.context;
    server.context.onPush = async event => {
      await onPush(event);
      throw new Error('The portal ends before it notes that this was told');
    };
    const files = { 'catalog-info.yaml': CATALOG_INFO };
    const first = await commitAndPush(files);
    server.context.onPush = onPush;
    await server.host.announcePush(NAME);
    const second = await commitAndPush({ 'a.txt': 'a' });
    const url = server.cloneUrl('ops/delay', 'model-token');
    await git(work, 'push', '--force', url, `${first}:main`);

    const { events } = server;
    expect(events.map(event => event.commit)).toEqual([
      first,
      first,
      second,
      first,
    ]);
    const [told, again, ...others] = events.map(event => event.pushId);
    expect(again).toBe(told);
    expect(new Set([told, ...others]).size).toBe(3);
  });

  it('tells of a feature branch without warming anything, and of each move once', async () => {
    await commitAndPush({ 'catalog-info.yaml': CATALOG_INFO });
    await commitAndPush({ 'a.txt': 'a' }, 'model-token', 'HEAD:feature');
    await git(
      work,
      'push',
      server.cloneUrl('ops/delay', 'model-token'),
      '--delete',
      'feature',
    );

    expect(server.events.map(event => event.branch)).toEqual([
      'main',
      'feature',
    ]);
    expect(server.warmedCommits).toHaveLength(1);
  });

  it('asks other machines for a token before they may read or learn what exists', async () => {
    await commitAndPush({ 'README.md': '# Delay\n' });
    server.portalUrl = 'https://portal.example.com';

    for (const path of [
      'ops/delay.git/info/refs?service=git-upload-pack',
      'ops/delay/raw/main/README.md',
      'ops/nothing/raw/main/README.md',
    ]) {
      const response = await fetch(`http://${server.origin}/${path}`);
      expect([path, response.status]).toEqual([path, 401]);
    }
    await git(
      server.folder,
      'clone',
      server.cloneUrl('ops/delay', 'model-token'),
      'copy',
    );
  });

  it('serves single files, as text that cannot run in the portal', async () => {
    await commitAndPush({ 'docs/a b.html': '<script>alert(1)</script>' });
    const url = `http://${server.origin}/ops/delay/raw/main/docs/a%20b.html`;
    const response = await fetch(url);
    const etag = response.headers.get('etag') ?? '';

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox/);
    await expect(response.text()).resolves.toBe('<script>alert(1)</script>');
    const again = await fetch(url, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  it.each([
    ['ops/delay/raw/main/nothing.txt', /has no file 'nothing.txt' on 'main'/],
    ['ops/delay/raw/main/docs', /has no file 'docs' on 'main'/],
    ['ops/delay/raw/gone/a.txt', /has no branch 'gone'/],
    ['ops/nothing/raw/main/a.txt', /There is no repository ops\/nothing/],
    ['ops/delay.git/config', /There is nothing at/],
    ['ops/delay.git/objects/info/packs', /There is nothing at/],
  ])('answers 404 for %s', async (path, message) => {
    await commitAndPush({ 'docs/a.txt': 'a' });
    const response = await fetch(`http://${server.origin}/${path}`);

    expect(response.status).toBe(404);
    await expect(response.text()).resolves.toMatch(message);
  });

  it.each([
    '/../../../../etc/passwd',
    '/ops/../../supervisor/replay-token',
    '/ops/%2e%2e%2f%2e%2e/raw/main/x',
    '/ops/delay/raw/main/%2e%2e%2f%2e%2e%2fconfig',
    '/ops/delay/raw/main/..%2f..%2fconfig',
    '/ops/delay/raw/--help/x',
    '/ops/..%2f..%2fother.git/info/refs?service=git-upload-pack',
    '/ops/delay/raw/main/a%0Ab',
  ])('stays inside its folder when asked for %s', async path => {
    await commitAndPush({ 'a.txt': 'a' });

    await expect(getVerbatim(server.origin, path)).resolves.toBe(404);
  });

  it('tells after a restart of a push nobody heard of', async () => {
    await git(
      server.folder,
      '-c',
      'init.defaultBranch=main',
      'init',
      '-q',
      'work',
    );
    const commit = await commitFiles(work, {
      'catalog-info.yaml': CATALOG_INFO,
    });
    const { directory } = await server.repositories.get(NAME);
    await git(work, 'push', '--quiet', directory, 'HEAD:main');

    const heard = new Promise(resolve => {
      server.host.start({
        ...server.context,
        onPush: async event => {
          resolve(event.commit);
          return '';
        },
      });
    });

    await expect(heard).resolves.toBe(commit);
  });
});
