import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PipelineBehaviour } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { z } from 'zod';

/** Where a Gitea is, and a token that may make repositories of its user. */
export interface LiveGiteaOptions {
  /** e.g. `http://127.0.0.1:3000`. */
  url: string;
  token: string;
}

const WORKFLOW = `
name: NoShelfware
run-name: Deployment \${{ inputs.deployment }} of \${{ inputs.commit }}
on:
  workflow_dispatch:
    inputs:
      deployment: { required: true, type: string }
      model: { required: true, type: string }
      commit: { required: true, type: string }
      portal: { required: true, type: string }
jobs:
  pipeline:
    runs-on: ubuntu-latest
    steps:
      - name: setup
        run: |
          git init -q .
          git fetch -q --depth 1 "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY" "\${{ inputs.commit }}"
          git checkout -q FETCH_HEAD
          sh setup.sh
      - name: test
        run: sh test.sh
      - name: train
        run: echo log of train
`;

/** A repository on a real Gitea, whose runner has git and the label `ubuntu-latest`. */
export class LiveGitea {
  private constructor(
    private readonly options: LiveGiteaOptions,
    /** `owner/name`. */
    private readonly fullName: string,
  ) {}

  static async create(options: LiveGiteaOptions): Promise<LiveGitea> {
    const { full_name: fullName } = await ask(
      options,
      'POST',
      '/user/repos',
      z.object({ full_name: z.string() }),
      { name: `tiny-${randomUUID()}`, auto_init: true, default_branch: 'main' },
    );
    const gitea = new LiveGitea(options, fullName);
    await gitea.write({ '.gitea/workflows/noshelfware.yml': WORKFLOW });
    return gitea;
  }

  get sourceLocation(): string {
    return `url:${this.options.url}/${this.fullName}/src/branch/main/`;
  }

  /** @returns the full SHA */
  commit(behaviour: PipelineBehaviour): Promise<string> {
    return this.write({
      // The runner has one place, which a run that nobody ends is to leave.
      'setup.sh': `echo log of setup\n${
        behaviour.kind === 'waits' ? 'sleep 10\n' : ''
      }`,
      'test.sh': `echo log of test\n${
        behaviour.kind === 'fails' ? `echo '${behaviour.line}'; exit 1\n` : ''
      }`,
      // Each commit is another one.
      serial: randomUUID(),
    });
  }

  async countRuns(): Promise<number> {
    const { total_count: count } = await this.ask(
      'GET',
      '/actions/runs',
      z.object({ total_count: z.number() }),
    );
    return count;
  }

  /** Tells of runs and jobs by a webhook. */
  async addWebhook(url: string, secret: string): Promise<void> {
    await this.ask('POST', '/hooks', z.object({}), {
      type: 'gitea',
      active: true,
      events: ['workflow_run', 'workflow_job'],
      config: { url, secret, content_type: 'json' },
    });
  }

  /** @returns refs that are neither branches nor tags */
  async listNotes(): Promise<string[]> {
    const refs = await this.ask(
      'GET',
      '/git/refs',
      z.array(z.object({ ref: z.string() })),
    );
    return refs
      .map(({ ref }) => ref)
      .filter(ref => !/^refs\/(?:heads|tags)\//.test(ref));
  }

  /** Once nothing of it runs any more. */
  async remove(): Promise<void> {
    const runs = z.object({
      workflow_runs: z.array(z.object({ status: z.string() })),
    });
    const isBusy = async () =>
      (await this.ask('GET', '/actions/runs', runs)).workflow_runs.some(
        ({ status }) => status !== 'completed',
      );
    while (await isBusy()) {
      await sleep(500);
    }
    await this.ask('DELETE', '', z.any());
  }

  private async write(files: Record<string, string>): Promise<string> {
    const tree = await this.ask(
      'GET',
      '/git/trees/main?recursive=true',
      z.object({
        tree: z.array(z.object({ path: z.string(), sha: z.string() })),
      }),
    );
    const { commit } = await this.ask(
      'POST',
      '/contents',
      z.object({ commit: z.object({ sha: z.string() }) }),
      {
        branch: 'main',
        files: Object.entries(files).map(([path, text]) => {
          const there = tree.tree.find(file => file.path === path);
          return {
            operation: there ? 'update' : 'create',
            path,
            sha: there?.sha,
            content: Buffer.from(text).toString('base64'),
          };
        }),
      },
    );
    return commit.sha;
  }

  private ask<Answer>(
    method: string,
    path: string,
    schema: z.ZodType<Answer>,
    body?: object,
  ): Promise<Answer> {
    const whole = `/repos/${this.fullName}${path}`;
    return ask(this.options, method, whole, schema, body);
  }
}

async function ask<Answer>(
  { url, token }: LiveGiteaOptions,
  method: string,
  path: string,
  schema: z.ZodType<Answer>,
  body?: object,
): Promise<Answer> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `token ${token}`,
      'content-type': 'application/json',
    },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${text}`);
  }
  return schema.parse(text ? JSON.parse(text) : {});
}
