import { createHash } from 'node:crypto';
import { PipelineBehaviour } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { http, HttpResponse, RequestHandler } from 'msw';
import { Job } from '../runs/WorkflowRun';

export const API = 'https://api.github.com';
export const TOKEN = 'ghp_of_the_portal';
const REPOSITORY = '/repos/flights/flight-delay';
export const SOURCE_LOCATION =
  'url:https://github.com/flights/flight-delay/tree/main/';

const STAGES = ['setup', 'test', 'train'];
/** What the runner adds around the steps of a workflow. */
export const STEPS = [
  'Set up job',
  'Run actions/checkout@v4',
  ...STAGES,
  'Post Run actions/checkout@v4',
  'Complete job',
];
const FIRST_STAGE = STEPS.indexOf(STAGES[0]);
const START_MS = Date.parse('2026-03-01T12:00:00Z');

export interface Run {
  id: number;
  title: string;
  headSha: string;
  behaviour: PipelineBehaviour;
  /** Steps that have ended; it goes on by one with each look at the jobs. */
  done: number;
  isCancelled: boolean;
}

export interface FakeGitHubOptions {
  /** As GitHub Enterprise Server before 3.21: it tells no run, and refuses to be asked. */
  isOld?: boolean;
  /** The workflow gives its runs names of their own. Default: true. */
  namesRuns?: boolean;
}

/**
 * GitHub's API, as far as runs of one workflow go, in the shapes that it answers in:
 * https://docs.github.com/rest/actions
 */
export class FakeGitHub {
  readonly runs: Run[] = [];
  readonly refs = new Map<string, string>();
  /** Bodies of what started runs. */
  readonly dispatched: unknown[] = [];
  /** Method and path below the repository, in order. */
  readonly asked: string[] = [];
  /** Of the repository, in the API. */
  protected readonly url: string = `${API}${REPOSITORY}`;
  /** What shows who asks. */
  protected readonly authorization: string = `Bearer ${TOKEN}`;
  protected readonly commits: { sha: string; behaviour: PipelineBehaviour }[] =
    [];

  constructor(protected readonly options: FakeGitHubOptions = {}) {}

  commit(behaviour: PipelineBehaviour): string {
    const sha = createHash('sha1')
      .update(`${this.commits.length}`)
      .digest('hex');
    this.commits.push({ sha, behaviour });
    return sha;
  }

  handlers(): RequestHandler[] {
    return [
      http.all(`${this.url}*`, ({ request }) => {
        const [, path] = new URL(request.url).pathname.split(REPOSITORY);
        this.asked.push(`${request.method} ${path}`);
        return request.headers.get('authorization') === this.authorization
          ? undefined
          : refuse(401, 'Bad credentials');
      }),
      http.get(this.url, () => HttpResponse.json({ default_branch: 'main' })),
      http.get(`${this.url}/commits/:ref`, ({ params }) =>
        this.tellCommit(params.ref),
      ),
      http.post(`${this.url}/git/refs`, async ({ request }) => {
        const { ref, sha } = (await request.json()) as Record<string, string>;
        if (this.refs.has(ref)) {
          return refuse(422, 'Reference already exists');
        }
        this.refs.set(ref, sha);
        return HttpResponse.json({ ref, object: { sha } }, { status: 201 });
      }),
      http.delete(`${this.url}/git/refs/*`, ({ params }) =>
        this.refs.delete(`refs/${decodeURIComponent(String(params[0]))}`)
          ? new HttpResponse(null, { status: 204 })
          : refuse(422, 'Reference does not exist'),
      ),
      http.get(
        `${this.url}/actions/workflows/noshelfware.yml/runs`,
        ({ request }) => {
          const { searchParams } = new URL(request.url);
          return HttpResponse.json({
            total_count: this.runs.length,
            workflow_runs:
              searchParams.get('event') === 'workflow_dispatch'
                ? this.runs.map(run => this.toRun(run)).reverse()
                : [],
          });
        },
      ),
      http.post(
        `${this.url}/actions/workflows/noshelfware.yml/dispatches`,
        async ({ request }) => this.dispatch(await request.json()),
      ),
      http.get(`${this.url}/actions/runs/:id`, ({ params }) => {
        const run = this.find(params.id);
        return run ? HttpResponse.json(this.toRun(run)) : refuse(404);
      }),
      http.get(`${this.url}/actions/runs/:id/jobs`, ({ params }) => {
        const run = this.find(params.id);
        return run
          ? HttpResponse.json({ total_count: 1, jobs: [this.lookAtJob(run)] })
          : refuse(404);
      }),
      http.get(`${this.url}/actions/jobs/:id/logs`, ({ params }) => {
        const run = this.find(Number(params.id) - 1_000);
        return run && this.hasEnded(run)
          ? HttpResponse.text(this.toLog(run))
          : refuse(404);
      }),
      http.post(`${this.url}/actions/runs/:id/cancel`, ({ params }) => {
        const run = this.find(params.id);
        if (!run) {
          return refuse(404);
        }
        if (this.hasEnded(run)) {
          return refuse(409, 'Cannot cancel a workflow run that is completed.');
        }
        run.isCancelled = true;
        return HttpResponse.json({}, { status: 202 });
      }),
    ];
  }

  protected tellCommit(ref: unknown) {
    const found =
      ref === 'main'
        ? this.commits.at(-1)
        : this.commits.find(({ sha }) => sha === ref);
    return found
      ? HttpResponse.json({
          sha: found.sha,
          commit: {
            message: 'Train on May\n\nTwo more weeks.',
            author: { name: 'Ada', date: '2026-03-01T11:00:00Z' },
          },
        })
      : refuse(422, `No commit found for SHA: ${ref}`);
  }

  protected dispatch(body: unknown) {
    this.dispatched.push(body);
    const { inputs, return_run_details: wantsDetails } = body as {
      inputs: Record<string, string>;
      return_run_details?: boolean;
    };
    if (this.options.isOld && wantsDetails !== undefined) {
      return refuse(
        422,
        'Invalid request.\n\n"return_run_details" is not a permitted key.',
      );
    }
    const behaviour = this.commits.find(
      ({ sha }) => sha === inputs.commit,
    )?.behaviour;
    const head = this.commits.at(-1);
    if (!behaviour || !head) {
      throw new Error(`Nobody has made the commit ${inputs.commit}`);
    }
    const id = 100 + this.runs.length;
    this.runs.push({
      id,
      title:
        this.options.namesRuns === false
          ? 'NoShelfware'
          : `Deployment ${inputs.deployment} of ${inputs.commit}`,
      headSha: head.sha,
      behaviour,
      done: 0,
      isCancelled: false,
    });
    return this.options.isOld
      ? new HttpResponse(null, { status: 204 })
      : HttpResponse.json({
          workflow_run_id: id,
          run_url: `${this.url}/actions/runs/${id}`,
          html_url: pageOf(id),
        });
  }

  /** It gets on by a step with each look. */
  protected lookAtJob(run: Run) {
    const job = this.toJob(run);
    const isHeld = run.behaviour.kind === 'waits' && run.done >= FIRST_STAGE;
    run.done += isHeld || this.hasEnded(run) ? 0 : 1;
    return job;
  }

  protected find(id: unknown): Run | undefined {
    return this.runs.find(run => run.id === Number(id));
  }

  protected failsAt({ behaviour }: Run): number {
    return behaviour.kind === 'fails' ? STEPS.indexOf('test') : Infinity;
  }

  protected hasEnded(run: Run): boolean {
    return (
      run.isCancelled ||
      run.done > this.failsAt(run) ||
      run.done >= STEPS.length
    );
  }

  private conclusionOf(run: Run): string | null {
    if (run.isCancelled) {
      return 'cancelled';
    }
    if (!this.hasEnded(run)) {
      return null;
    }
    return run.behaviour.kind === 'fails' ? 'failure' : 'success';
  }

  protected toRun(run: Run) {
    return {
      id: run.id,
      name: 'NoShelfware',
      display_title: run.title,
      event: 'workflow_dispatch',
      status: this.hasEnded(run) ? 'completed' : 'in_progress',
      conclusion: this.conclusionOf(run),
      head_branch: 'main',
      head_sha: run.headSha,
      html_url: pageOf(run.id),
    };
  }

  protected toJob(run: Run): Job & { run_id: number } {
    const ended = this.hasEnded(run);
    return {
      id: run.id + 1_000,
      run_id: run.id,
      name: 'pipeline',
      status: ended ? 'completed' : 'in_progress',
      conclusion: this.conclusionOf(run),
      html_url: `${pageOf(run.id)}/job/${run.id + 1_000}`,
      started_at: stampOf(0),
      completed_at: ended ? stampOf(run.done) : null,
      steps: STEPS.map((name, at) => ({
        name,
        number: at + 1,
        ...this.stateOf(run, at),
      })),
    };
  }

  private stateOf(run: Run, at: number) {
    if (at < run.done) {
      return {
        status: 'completed',
        conclusion: at === this.failsAt(run) ? 'failure' : 'success',
        started_at: stampOf(at),
        completed_at: stampOf(at + 1),
      };
    }
    if (this.hasEnded(run)) {
      const isCut = run.isCancelled && at === run.done;
      return {
        status: 'completed',
        conclusion: isCut ? 'cancelled' : 'skipped',
        started_at: stampOf(run.done),
        completed_at: stampOf(run.done),
      };
    }
    return at === run.done
      ? {
          status: 'in_progress',
          conclusion: null,
          started_at: stampOf(at),
          completed_at: null,
        }
      : {
          status: 'queued',
          conclusion: null,
          started_at: null,
          completed_at: null,
        };
  }

  /** As the runner writes it: nothing tells which step a line is of. */
  protected toLog(run: Run): string {
    const { behaviour } = run;
    const lines = STEPS.slice(0, run.done + Number(run.isCancelled)).flatMap(
      (name, at) =>
        [
          ...(at === 0
            ? ['Current runner version: 2.330.0']
            : [
                `##[group]Run ${name.replace(/^Run /, '')}`,
                'shell: /usr/bin/bash -e {0}',
                '##[endgroup]',
                `log of ${name}`,
              ]),
          ...(at === this.failsAt(run) && behaviour.kind === 'fails'
            ? [behaviour.line, '##[error]Process completed with exit code 1.']
            : []),
        ].map(line => `${stampOf(at).replace('Z', '.1234567Z')} ${line}`),
    );
    return `\uFEFF${lines.join('\r\n')}\r\n`;
  }
}

function pageOf(id: number): string {
  return `https://github.com/flights/flight-delay/actions/runs/${id}`;
}

export function stampOf(at: number): string {
  return new Date(START_MS + at * 1000).toISOString().replace('.000Z', 'Z');
}

export function refuse(status: number, message = 'Not Found') {
  return HttpResponse.json(
    { message, documentation_url: 'https://docs.github.com/rest' },
    { status },
  );
}
