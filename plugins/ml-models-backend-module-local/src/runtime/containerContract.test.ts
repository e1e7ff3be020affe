import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { describeServingRuntime } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { containerFiles } from '../__testUtils__/containerFiles';
import { openTestEngine } from '../__testUtils__/testEngine';
import { packFiles, writeArtifact } from '../__testUtils__/writeArtifact';
import { DataDirectory, dataDirectoryAt } from '../dataDirectory';
import { LocalServingRuntime } from './LocalServingRuntime';

const { engine, reason } = openTestEngine();
if (!engine) {
  console.warn(`Not tested: the contract in containers, as ${reason}`);
}

(engine ? describe : describe.skip)('with isolation: container', () => {
  let data: DataDirectory;
  let runtime: LocalServingRuntime;

  // One for all cases: the time goes into processes and images otherwise.
  beforeAll(async () => {
    engine!.use();
    data = dataDirectoryAt(await mkdtemp(join(tmpdir(), 'containers-')));
    runtime = new LocalServingRuntime({
      data,
      environments: { prepare: async () => ({ variables: {} }) },
      logger: mockServices.logger.mock(),
      gatewayPort: 0,
      containers: { command: engine!.command, memory: '200m', pids: 100 },
    });
  });

  afterAll(async () => {
    await runtime.close();
    engine!.removeImages(data.root);
    engine!.close();
    rmSync(data.root, { recursive: true });
  });

  async function stopIn(environment: string): Promise<void> {
    const target = { modelRef: 'mlmodel:default/tiny', environment };
    const { versions } = await runtime.describe(target);
    await Promise.all(
      versions.map(({ version }) => runtime.stop({ ...target, version })),
    );
  }

  async function stopAll(): Promise<void> {
    await Promise.all(['production', 'staging'].map(stopIn));
    // A log goes on where its version did before; these are other versions.
    rmSync(data.services, { recursive: true, force: true });
  }

  describeServingRuntime('LocalServingRuntime', async () => ({
    runtime,
    packArtifact: ({ prints }) =>
      packFiles(containerFiles(engine!, { prints })),
    makeArtifact: (version, { prints, crashes }) =>
      writeArtifact(
        data,
        containerFiles(engine!, { build: `v${version}`, prints, crashes }),
      ),
    async crash({ version, ...at }) {
      const { endpoint } = await runtime.describe(at);
      // Told to the caller as an answer that broke off.
      await fetch(`${endpoint}/versions/${version}/crash`);
    },
    async ask(url) {
      const response = await fetch(`${url}/env`);
      const body = await response.json();
      const version = response.headers.get('x-noshelfware-version');
      return version
        ? {
            status: response.status,
            version: Number(version),
            // The first process of every container has the same id, its host has not.
            instance: body.HOSTNAME,
          }
        : { status: response.status };
    },
    close: stopAll,
  }));
});
