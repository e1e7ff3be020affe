import { createHash } from 'node:crypto';
import { http, HttpResponse, RequestHandler } from 'msw';
import { API, refuse, TOKEN } from './FakeGitHub';
import { GITEA } from './FakeGitea';

const NAME = 'flights/flight-delay';

const HOSTS = {
  github: {
    webUrl: 'https://github.com',
    api: API,
    authorization: `Bearer ${TOKEN}`,
  },
  gitea: {
    webUrl: GITEA.url,
    api: `${GITEA.url}/api/v1`,
    authorization: `token ${GITEA.token}`,
  },
};

/**
 * The API of a host, as far as the code of one repository goes, in the shapes that it
 * answers in: https://docs.github.com/rest/commits, and Gitea's of version 1.26
 */
export class FakeCode {
  readonly webUrl: string;
  readonly sourceLocation: string;
  /** Method and path below the repository, in order. */
  readonly asked: string[] = [];
  defaultBranch = 'main';
  /** Full SHAs, oldest first. */
  readonly history: string[] = [];
  /** So many looks at the branch are answered as before the last commit. */
  lag = 0;

  constructor(private readonly kind: 'github' | 'gitea' = 'github') {
    this.webUrl = HOSTS[kind].webUrl;
    this.sourceLocation = `url:${this.webUrl}/${NAME}`;
  }

  /** @returns the full SHA */
  commit(): string {
    const sha = createHash('sha1').update(`${this.history.length}`);
    this.history.push(sha.digest('hex'));
    return this.history[this.history.length - 1];
  }

  /** As the host tells of the last commit's push. */
  aPush(changes: object = {}) {
    const [after, before = '0'.repeat(40)] = [...this.history].reverse();
    return {
      ref: `refs/heads/${this.defaultBranch}`,
      before,
      after,
      repository: {
        html_url: `${this.webUrl}/${NAME}`,
        name: 'flight-delay',
        owner: { login: 'flights' },
        default_branch: this.defaultBranch,
        ...(this.kind === 'github'
          ? { pushed_at: 1_772_366_400 + this.history.length }
          : { updated_at: '2026-03-01T12:00:00Z' }),
      },
      pusher: { name: 'ada' },
      ...changes,
    };
  }

  handlers(): RequestHandler[] {
    const { api, authorization } = HOSTS[this.kind];
    const url = `${api}/repos/${NAME}`;
    return [
      http.all(`${url}*`, ({ request }) => {
        const [, path] = new URL(request.url).pathname.split(NAME);
        this.asked.push(`${request.method} ${path}`);
        return request.headers.get('authorization') === authorization
          ? undefined
          : refuse(401, 'Bad credentials');
      }),
      http.get(url, () =>
        HttpResponse.json({
          clone_url: `${this.webUrl}/${NAME}.git`,
          default_branch: this.defaultBranch,
        }),
      ),
      http.get(`${url}/branches/:branch`, ({ params }) =>
        this.tellBranch(String(params.branch)),
      ),
      http.get(`${url}/commits`, ({ request }) => {
        const { searchParams } = new URL(request.url);
        const limit = this.kind === 'github' ? 'per_page' : 'limit';
        return this.history.length > 0
          ? HttpResponse.json(
              [...this.history]
                .reverse()
                .slice(0, Number(searchParams.get(limit)))
                .map(toApiCommit),
            )
          : refuse(409, 'Git Repository is empty.');
      }),
      http.get(`${url}/compare/:basehead`, ({ params, request }) =>
        this.compare(
          String(params.basehead).split('...'),
          new URL(request.url).searchParams,
        ),
      ),
    ];
  }

  private tellBranch(name: string) {
    const isLate = this.lag > 0;
    this.lag -= Number(isLate);
    const sha = this.history.at(isLate ? -2 : -1);
    if (!sha) {
      return refuse(404, 'Branch not found');
    }
    const commit = this.kind === 'github' ? { sha } : { id: sha };
    return HttpResponse.json({ name, commit });
  }

  private compare([base, head]: string[], searchParams: URLSearchParams) {
    const [from, to] = [base, head].map(ref =>
      ref === this.defaultBranch
        ? this.history.length - 1
        : this.history.indexOf(ref),
    );
    if (from < 0 || to < 0) {
      return refuse(404);
    }
    const ahead = this.history.slice(from + 1, to + 1).map(toApiCommit);
    if (this.kind === 'gitea') {
      return HttpResponse.json({
        total_commits: ahead.length,
        commits: ahead.reverse(),
      });
    }
    const size = Number(searchParams.get('per_page'));
    const at = (Number(searchParams.get('page')) - 1) * size;
    return HttpResponse.json({
      ahead_by: ahead.length,
      behind_by: Math.max(0, from - to),
      total_commits: ahead.length,
      commits: ahead.slice(at, at + size),
    });
  }
}

function toApiCommit(sha: string) {
  return {
    sha,
    commit: {
      message: `Commit ${sha}\n\nAt length.`,
      author: { name: 'Ada', date: '2026-03-01T11:00:00Z' },
    },
  };
}
