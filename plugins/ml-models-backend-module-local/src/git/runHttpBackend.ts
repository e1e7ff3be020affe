import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Duplex, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { readCgiHead } from './readCgiHead';
import { formatRepositoryName, RepositoryName } from './repositoryName';
import { gitEnvironment } from './runGit';

export interface HttpBackendRequest {
  request: IncomingMessage;
  response: ServerResponse;
  logger: LoggerService;
  /** Folder that holds `<owner>/<repo>.git`. */
  projectRoot: string;
  name: RepositoryName;
  /** What comes after `.git/`. */
  service: string;
  query: string;
  /** Set for a caller who may push. */
  user?: string;
  /** What the body goes through on its way. */
  through?: Transform;
  /** What git runs in between; descriptor 3 is its way to `answer`. */
  hooks?: { folder: string; answer(link: Duplex): void };
}

/**
 * Lets git-http-backend(1) answer a request, streaming both ways. The response
 * is left open, for the caller to end.
 */
export async function runHttpBackend(
  options: HttpBackendRequest,
): Promise<void> {
  const { request, response, logger, hooks } = options;
  const child = spawn('git', ['http-backend'], {
    env: cgiEnvironment(options),
    stdio: ['pipe', 'pipe', 'pipe', ...(hooks ? ['pipe' as const] : [])],
  });
  const exited = once(child, 'exit'); // rejects when git cannot be started
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr) {
    await exited;
    return;
  }
  const [, , , link] = child.stdio;
  if (link instanceof Duplex) {
    hooks?.answer(link);
  }
  const complaint = collectComplaint(child);
  // Not its `close`, which waits for all who hold descriptor 3: `git gc` runs on.
  const ended = Promise.all([exited, once(stderr, 'close')]);
  const kill = () => child.kill();
  response.once('close', kill);
  // A child that answers early (an error) stops reading: that is no failure, and
  // the connection must stay for its answer. `kill` sees to a caller that is gone.
  stdin.on('error', () => {
    // Its end tells.
  });
  request.pipe(stdin);
  // After `pipe`, which stops the request when it lets go of a child that ended.
  stdin.once('close', () => request.resume());
  try {
    await Promise.all([ended, answer(stdout, options)]);
  } finally {
    response.off('close', kill);
    if (child.exitCode !== 0 && complaint.text) {
      logger.warn(
        `git http-backend for ${formatRepositoryName(
          options.name,
        )} ended with ${child.exitCode}: ${complaint.text.trim()}`,
      );
    }
  }
}

async function answer(
  output: Readable,
  { response, through }: HttpBackendRequest,
): Promise<void> {
  const head = await readCgiHead(output);
  response.writeHead(head.status, head.headers);
  await pipeline(through ? [output, through, response] : [output, response], {
    end: false,
  });
}

/** RFC 3875 section 4.1. */
function cgiEnvironment(options: HttpBackendRequest): Record<string, string> {
  const { request, name, service, hooks } = options;
  const { headers } = request;
  const variables = {
    GIT_PROJECT_ROOT: options.projectRoot,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${formatRepositoryName(name)}.git/${service}`,
    QUERY_STRING: options.query,
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: headers['content-type'],
    CONTENT_LENGTH: headers['content-length'],
    HTTP_CONTENT_ENCODING: headers['content-encoding'],
    GIT_PROTOCOL: headers['git-protocol']?.toString(),
    REMOTE_USER: options.user,
    REMOTE_ADDR: request.socket.remoteAddress,
  };
  return gitEnvironment(
    Object.fromEntries(
      Object.entries(variables).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, value]],
      ),
    ),
    hooks && { 'core.hooksPath': hooks.folder },
  );
}

/** Enough for any message; a stream of them must not fill the memory. */
const COMPLAINT_LENGTH_MAX = 4000;

function collectComplaint(child: ChildProcess): { text: string } {
  const complaint = { text: '' };
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    complaint.text = (complaint.text + chunk).slice(0, COMPLAINT_LENGTH_MAX);
  });
  return complaint;
}
