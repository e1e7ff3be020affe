import { http, HttpResponse, RequestHandler } from 'msw';
import { API, refuse, TOKEN } from './FakeGitHub';

const REPOSITORY = `${API}/repos/flights/flight-delay`;

interface Deployment {
  id: number;
  sha: string;
  environment: string;
  task: string;
  /** As it was sent: GitHub gives an object back as one, and a text as a text. */
  payload: unknown;
  statuses: Record<string, unknown>[];
  [sent: string]: unknown;
}

/**
 * GitHub's Deployments API, in the shapes that it answers in:
 * https://docs.github.com/rest/deployments
 */
export class FakeGitHubDeployments {
  readonly deployments: Deployment[] = [];
  /** Method and path below the repository, in order. */
  readonly asked: string[] = [];

  /** @param token - that shows who asks */
  constructor(private readonly token = TOKEN) {}

  handlers(): RequestHandler[] {
    return [
      http.all(`${REPOSITORY}/deployments*`, ({ request }) => {
        const path = new URL(request.url).pathname;
        this.asked.push(
          `${request.method} ${path.replace(
            '/repos/flights/flight-delay',
            '',
          )}`,
        );
        return request.headers.get('authorization') === `Bearer ${this.token}`
          ? undefined
          : refuse(401, 'Bad credentials');
      }),
      http.get(`${REPOSITORY}/deployments`, ({ request }) => {
        const { searchParams } = new URL(request.url);
        return HttpResponse.json(
          this.deployments
            .filter(one =>
              (['sha', 'environment', 'task'] as const).every(
                key =>
                  searchParams.get(key) === null ||
                  searchParams.get(key) === one[key],
              ),
            )
            .reverse()
            .map(({ statuses, ...deployment }) => deployment),
        );
      }),
      http.post(`${REPOSITORY}/deployments`, async ({ request }) => {
        const sent = (await request.json()) as Record<string, string>;
        const deployment = this.add({ ...sent, sha: sent.ref });
        return HttpResponse.json({ id: deployment.id }, { status: 201 });
      }),
      http.get(`${REPOSITORY}/deployments/:id/statuses`, ({ params }) =>
        HttpResponse.json([...this.get(params.id).statuses].reverse()),
      ),
      http.post(
        `${REPOSITORY}/deployments/:id/statuses`,
        async ({ params, request }) => {
          const status = (await request.json()) as Record<string, unknown>;
          this.get(params.id).statuses.push(status);
          return HttpResponse.json(status, { status: 201 });
        },
      ),
    ];
  }

  add(sent: Record<string, unknown>): Deployment {
    const deployment = {
      sha: '',
      environment: '',
      task: 'deploy',
      payload: '',
      ...sent,
      id: 7_000 + this.deployments.length,
      statuses: [],
    };
    this.deployments.push(deployment);
    return deployment;
  }

  private get(id: unknown): Deployment {
    const found = this.deployments.find(one => one.id === Number(id));
    if (!found) throw new Error(`There is no deployment ${id}`);
    return found;
  }
}
