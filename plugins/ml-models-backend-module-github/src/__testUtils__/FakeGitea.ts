import { http, HttpResponse, RequestHandler } from 'msw';
import { isRunnersOwn } from '../logs/cutJobLog';
import { FakeGitHub, refuse, Run, stampOf, STEPS } from './FakeGitHub';

/** Where it is, and what the portal shows it. */
export const GITEA = { url: 'https://git.example.com', token: 'of Gitea' };

export const GITEA_LOCATION =
  'url:https://git.example.com/flights/flight-delay/src/branch/main/';

/** Gitea's time of what has not happened yet. */
const NEVER = '1970-01-01T00:00:00Z';

/**
 * Gitea's API, as far as runs of one workflow go, as version 1.26.0 with its runner
 * 1.0.8 answered on 2026-11-29; its other differences from GitHub's are not asked for.
 */
export class FakeGitea extends FakeGitHub {
  protected override readonly url = `${GITEA.url}/api/v1/repos/flights/flight-delay`;
  protected override readonly authorization = `token ${GITEA.token}`;

  override handlers(): RequestHandler[] {
    const { url } = this;
    const unknown = () =>
      new HttpResponse('404 page not found', { status: 404 });
    return [
      http.post(`${url}/git/refs`, unknown),
      http.get(`${url}/commits/:ref`, unknown),
      http.get(`${url}/actions/workflows/noshelfware.yml/runs`, unknown),
      http.post(`${url}/actions/runs/:id/cancel`, unknown),
      http.get(`${url}/git/commits/:ref`, ({ params }) =>
        this.tellCommit(params.ref),
      ),
      http.get(`${url}/actions/runs`, ({ request }) =>
        HttpResponse.json({
          total_count: this.runs.length,
          workflow_runs:
            new URL(request.url).searchParams.get('event') ===
            'workflow_dispatch'
              ? this.runs.map(run => this.toRun(run)).reverse()
              : [],
        }),
      ),
      http.get(`${url}/git/refs/*`, ({ params }) => {
        const ref = `refs/${params[0]}`;
        const sha = this.refs.get(ref);
        return sha
          ? HttpResponse.json([{ ref, object: { type: 'commit', sha } }])
          : refuse(404);
      }),
      http.post(
        `${GITEA.url}/flights/flight-delay.git/git-receive-pack`,
        async ({ request }) => this.receive(request),
      ),
      http.post(
        `${url}/actions/workflows/noshelfware.yml/dispatches`,
        async ({ request }) => {
          const told = this.dispatch(await request.json());
          const { searchParams } = new URL(request.url);
          return searchParams.get('return_run_details') === 'true'
            ? told
            : new HttpResponse(null, { status: 204 });
        },
      ),
      http.get(`${url}/actions/jobs/:id/logs`, ({ params }) => {
        const run = this.find(Number(params.id) - 1_000);
        return run ? HttpResponse.text(this.toLog(run)) : refuse(404);
      }),
      ...super.handlers(),
    ];
  }

  private async receive(request: Request) {
    if (request.headers.get('authorization') !== this.authorization) {
      return new HttpResponse('Failed to authenticate user', { status: 401 });
    }
    const body = Buffer.from(await request.arrayBuffer()).toString('latin1');
    const [, from, to, ref] =
      /^[0-9a-f]{4}([0-9a-f]{40}) ([0-9a-f]{40}) (refs\/[^\0]+)\0 ?report-status atomic0000/.exec(
        body,
      ) ?? [];
    const none = '0'.repeat(40);
    const isSame = (this.refs.get(ref) ?? none) === from;
    if (isSame && to === none) this.refs.delete(ref);
    if (isSame && to !== none) this.refs.set(ref, to);
    const result = isSame
      ? `ok ${ref}\n`
      : `ng ${ref} atomic transaction failed\n`;
    const length = (4 + result.length).toString(16).padStart(4, '0');
    return new HttpResponse(`000eunpack ok\n${length}${result}0000`, {
      headers: { 'content-type': 'application/x-git-receive-pack-result' },
    });
  }

  /** What its job has come to is said of each of its steps as well. */
  protected override toJob(run: Run) {
    const job = super.toJob(run);
    const { status, conclusion } = job;
    const ended = { status, conclusion };
    return {
      ...job,
      completed_at: job.completed_at ?? NEVER,
      steps: job.steps
        ?.filter(({ name }) => !isRunnersOwn(name))
        .map((step, number) => ({
          ...step,
          ...ended,
          number,
          started_at: step.started_at ?? NEVER,
          completed_at: step.completed_at ?? NEVER,
        })),
    };
  }

  /** Its runner marks groups by commands, and the log grows while the job runs. */
  protected override toLog(run: Run): string {
    const { behaviour } = run;
    const ended = this.hasEnded(run);
    const lines = STEPS.slice(0, run.done + Number(!ended)).flatMap(
      (name, at) =>
        [
          ...(isRunnersOwn(name)
            ? []
            : [
                `::group::Run ${name.replace(/^Run /, '')}`,
                'shell: bash --noprofile --norc -e -o pipefail {0}',
                '::endgroup::',
                `log of ${name}`,
              ]),
          ...(at === this.failsAt(run) && behaviour.kind === 'fails'
            ? [behaviour.line, '##[error]Process completed with exit code 1.']
            : []),
        ].map(line => stamped(at, line)),
    );
    const end = ended
      ? [
          stamped(run.done, 'Cleaning up container for job pipeline'),
          stamped(run.done, 'Job failed'),
        ]
      : [];
    return `${[stamped(0, 'workflow prepared'), ...lines, ...end].join(
      '\n',
    )}\n`;
  }
}

function stamped(at: number, line: string): string {
  return `${stampOf(at).replace('Z', '.1234567Z')} ${line}`;
}
