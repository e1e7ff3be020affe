import { createServer, Server } from 'node:http';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  PushEvent,
  SourceHostContext,
} from '@noshelfware/backstage-plugin-ml-models-node';
import express from 'express';
import { createDataDirectory, dataDirectoryAt } from '../dataDirectory';
import { createGitRouter } from '../git/createGitRouter';
import { GitAccess } from '../git/GitAccess';
import { LocalRepositories } from '../git/LocalRepositories';
import { LocalSourceHost } from '../git/LocalSourceHost';
import { PushTokens } from '../git/PushTokens';
import { writeReceiveHook } from '../git/writeReceiveHook';
import { temporaryDirectory } from './temporaryDirectory';

const API_URL = 'http://localhost:7007/api/ml-models';

/** Tokens that the host of `temporaryGitServer` accepts. */
const TOKENS: Record<string, { scopeRef: string; actor?: string }> = {
  'model-token': {
    scopeRef: 'mlmodel:default/delay',
    actor: 'user:default/ada',
  },
  'owner-token': { scopeRef: 'group:default/ops' },
  'foreign-token': { scopeRef: 'mlmodel:default/other' },
};

/** Serves the repositories of one data directory, anew for each test. */
export class TemporaryGitServer {
  /** `127.0.0.1:<port>/api/ml-models/git` */
  origin = '';
  portalUrl = 'http://localhost:7007';
  readonly pushTokens = new PushTokens();
  readonly events: PushEvent[] = [];
  readonly warmedCommits: string[] = [];
  /** How the bodies of requests were encoded, as far as they were. */
  readonly contentEncodings: string[] = [];
  readonly logger = mockServices.logger.mock();
  readonly repositories: LocalRepositories;
  readonly host: LocalSourceHost;
  readonly context: SourceHostContext = {
    verifyGitToken: async secret => TOKENS[secret],
    onPush: async event => {
      this.events.push(event);
      return `What follows from ${event.branch}`;
    },
    listModels: async () => [],
  };
  private readonly server: Server;

  constructor(readonly folder: string) {
    const data = dataDirectoryAt(join(folder, 'data'));
    const { logger } = this;
    this.repositories = new LocalRepositories(data);
    this.host = new LocalSourceHost({
      repositories: this.repositories,
      logger,
      getApiUrl: async () => API_URL,
      onDefaultBranch: (_, commit) => this.warmedCommits.push(commit),
    });
    const { host, pushTokens } = this;
    const router = createGitRouter({
      repositories: this.repositories,
      logger,
      getApiUrl: async () => API_URL,
      projectRoot: data.git,
      hooks: data.hooks,
      access: new GitAccess({
        pushTokens,
        verifyGitToken: host.verifyGitToken,
        getPortalUrl: () => this.portalUrl,
      }),
      onOffered: (name, offered) => host.judgePush(name, offered),
      onReceived: (name, actor) => host.announcePush(name, actor),
    });
    const app = express().use((request, _, next) => {
      this.contentEncodings.push(request.headers['content-encoding'] ?? '');
      next();
    });
    this.server = createServer(app.use('/api/ml-models', router));
    // Five seconds are over soon where a machine stalls in the middle of a test.
    this.server.keepAliveTimeout = 60_000;
  }

  async start(): Promise<void> {
    const data = dataDirectoryAt(join(this.folder, 'data'));
    await createDataDirectory(data);
    await writeReceiveHook(data.hooks);
    await this.host.start(this.context);
    await new Promise<void>(resolve => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
    const address = this.server.address();
    if (typeof address !== 'object' || !address) {
      throw new Error('the server has no port');
    }
    this.origin = `127.0.0.1:${address.port}/api/ml-models/git`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }

  /** @param password - git token or push token; default: none */
  cloneUrl(name: string, password?: string): string {
    const credentials = password ? `ada:${password}@` : '';
    return `http://${credentials}${this.origin}/${name}.git`;
  }
}

/** @returns how to reach the server of the running test */
export function temporaryGitServer(): () => TemporaryGitServer {
  const folder = temporaryDirectory();
  let server: TemporaryGitServer;
  beforeEach(async () => {
    server = new TemporaryGitServer(folder.path);
    await server.start();
  });
  afterEach(() => server.stop());
  return () => server;
}
