import { Response } from 'express';
import { BareRepository } from './BareRepository';
import { gitUrls } from './gitUrls';
import { formatRepositoryName, RepositoryName } from './repositoryName';

/** As many as fit a screen. */
const COMMITS_SHOWN = 20;

/**
 * What a person finds who opens a clone URL in a browser: how to clone it, how to
 * push to it, and its newest commits. Plain text, as files are.
 */
export async function sendRepository(options: {
  response: Response;
  name: RepositoryName;
  repository: BareRepository;
  /** Public URL of the plugin's API. */
  apiUrl: string;
}): Promise<void> {
  const { response, name, repository, apiUrl } = options;
  const branch = await repository.getDefaultBranch();
  const { cloneUrl } = gitUrls(apiUrl, name, branch);
  const head = await repository.findCommit(branch);
  const commits = head ? await repository.listCommits(head, COMMITS_SHOWN) : [];
  const lines = [
    formatRepositoryName(name),
    '',
    `    git clone ${cloneUrl}`,
    '',
    'A push asks for a password: a token that may push code, made on the page of',
    'the model, in the tab Versions below Access tokens. Any user name will do.',
    '',
    `${branch}:`,
    ...commits.map(
      ({ sha, authoredAt, author, message }) =>
        `    ${sha.slice(0, 7)}  ${authoredAt}  ${author}  ${message}`,
    ),
    ...(commits.length === 0 ? ['    no commit yet'] : []),
    '',
  ];
  response
    .set({
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    })
    .type('text/plain')
    .send(lines.join('\n'));
}
