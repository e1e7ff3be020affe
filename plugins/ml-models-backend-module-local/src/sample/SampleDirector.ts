import { setTimeout as delay } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  Deployment,
  isFinalDeploymentStatus,
  SampleStatus,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { FlightReplay } from './FlightReplay';
import { mappedWindow } from './mappedWindow';
import { retrain } from './retrain';
import { SAMPLE } from './sampleModel';
import { SamplePortal } from './SamplePortal';
import { SampleRecord, SampleStateFile } from './SampleStateFile';
import { toSampleStatus } from './toSampleStatus';

const POLL_MS = 1000;
/** A trickle that broke off is taken up again after so long. */
const LIVE_RETRY_MS = 15_000;

export interface SampleDirectorOptions {
  portal: SamplePortal;
  replay: FlightReplay;
  state: SampleStateFile;
  /** Lets the gateway accept event times of the past. */
  readReplayToken(): Promise<string>;
  logger: LoggerService;
}

/**
 * Sets up the sample, phase by phase: template, replayed flights, a retrained
 * version, more flights, and a trickle of live ones. Each phase can be entered
 * again, so that a restart goes on where it was.
 */
export class SampleDirector {
  private readonly stopping = new AbortController();
  private record: SampleRecord = { phase: 'waiting', sent: 0 };
  private running: Promise<void> | undefined;

  constructor(private readonly options: SampleDirectorOptions) {}

  /** Returns at once; the work goes on in the background. */
  start(): void {
    this.running = this.run().catch(async error => {
      if (this.stopping.signal.aborted) {
        return;
      }
      const { message } = toError(error);
      this.options.logger.error(`The sample could not be set up: ${message}`);
      await this.update({ failure: message });
    });
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  status(): SampleStatus {
    return toSampleStatus(this.record);
  }

  private async run(): Promise<void> {
    this.record = { ...(await this.options.state.read()), failure: undefined };
    const phases = {
      waiting: () => this.awaitCatalog(),
      creating: () => this.create(),
      'replaying-first': () => this.replayFirst(),
      retraining: () => this.retrain(),
      'replaying-second': () => this.replaySecond(),
      live: () => this.trickle(),
    };
    while (!this.stopping.signal.aborted) {
      await phases[this.record.phase]();
    }
  }

  private async awaitCatalog(): Promise<void> {
    for (const ref of SAMPLE.neededRefs) {
      await this.until(() => this.options.portal.hasEntity(ref));
    }
    await this.update({ phase: 'creating' });
  }

  private async create(): Promise<void> {
    const { portal } = this.options;
    if (await portal.hasEntity(SAMPLE.modelRef)) {
      await this.deployAndWait({ environment: SAMPLE.environment });
    } else {
      const taskId = await portal.createFromTemplate();
      await this.update({ taskId });
      await this.until(
        async () =>
          !['open', 'processing'].includes(await portal.getTaskStatus(taskId)),
      );
      if ((await portal.getTaskStatus(taskId)) !== 'completed') {
        throw new Error(
          `Creating the model failed: ${await portal.getTaskFailure(taskId)}`,
        );
      }
    }
    await this.update({
      phase: 'replaying-first',
      mapUntil: new Date().toISOString(),
    });
  }

  private async replayFirst(): Promise<void> {
    await this.replayFlights(SAMPLE.replay.from, SAMPLE.replay.takeover);
    await this.update({ phase: 'retraining', sent: 0, total: undefined });
  }

  private async retrain(): Promise<void> {
    const { portal } = this.options;
    const commit = await portal.withToken('git', async token =>
      retrain({
        cloneUrl: await portal.getCloneUrl(),
        token,
        window: SAMPLE.retrained,
      }),
    );
    const version = await this.awaitPushed(commit);
    await this.deployAndWait({ environment: SAMPLE.environment, version });
    await this.update({ phase: 'replaying-second' });
  }

  private async replaySecond(): Promise<void> {
    await this.replayFlights(SAMPLE.replay.takeover, SAMPLE.replay.until);
    await this.update({ phase: 'live', sent: 0, total: undefined });
  }

  private async trickle(): Promise<void> {
    try {
      const { portal, replay } = this.options;
      await replay.run({
        ...(await this.liveVersion()),
        endpoint: await portal.getEndpoint(),
        args: ['--live', '--rate', String(SAMPLE.liveRate)],
        variables: {},
        signal: this.stopping.signal,
      });
    } catch (error) {
      if (!this.stopping.signal.aborted) {
        this.options.logger.warn(
          `The sample's live requests broke off: ${toError(error).message}`,
        );
      }
    }
    await delay(LIVE_RETRY_MS, undefined, { signal: this.stopping.signal });
  }

  private async replayFlights(from: string, until: string): Promise<void> {
    const { portal, replay } = this.options;
    const mapped = mappedWindow(from, until, this.record.mapUntil);
    const skipped = this.record.sent;
    await portal.withToken('ingest', async token =>
      replay.run({
        ...(await this.liveVersion()),
        endpoint: await portal.getEndpoint(),
        args: [
          ...['--from', from, '--until', until],
          ...['--map-from', mapped.from, '--map-until', mapped.until],
          ...['--every', String(SAMPLE.replay.every)],
          ...['--rate', String(SAMPLE.replay.rate)],
          ...['--skip', String(skipped)],
        ],
        variables: {
          NOSHELFWARE_REPLAY_TOKEN: await this.options.readReplayToken(),
          OTEL_EXPORTER_OTLP_ENDPOINT: await portal.getIngestUrl(),
          OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${token}`,
          OTEL_RESOURCE_ATTRIBUTES: `service.name=sample-replay,noshelfware.model=${SAMPLE.modelRef}`,
        },
        signal: this.stopping.signal,
        onProgress: ({ sent, total }) => void this.update({ sent, total }),
      }),
    );
  }

  private async liveVersion(): Promise<{ artifactDigest: string }> {
    const { portal } = this.options;
    const version = await portal.findLiveVersion();
    const artifactDigest =
      version && (await portal.getVersion(version)).artifactDigest;
    if (!artifactDigest) {
      throw new Error(
        `${SAMPLE.modelRef} has no version live in ${SAMPLE.environment}; deploy one from its Versions tab`,
      );
    }
    return { artifactDigest };
  }

  /** A push builds and goes to the first environment by itself. */
  private async awaitPushed(commit: string): Promise<number> {
    const { portal } = this.options;
    const find = () => portal.findDeploymentOf(commit, SAMPLE.pushEnvironment);
    await this.until(async () => (await find()) !== undefined);
    const pushed = await this.awaitEnd((await find())?.id ?? '');
    if (!pushed.version) {
      throw new Error(`Deployment ${pushed.id} went live without a version`);
    }
    return pushed.version;
  }

  private async deployAndWait(request: {
    environment: string;
    version?: number;
  }): Promise<void> {
    const key = `sample:${request.version ?? 'first'}`;
    const known = await this.options.portal.deploy({
      ...request,
      idempotencyKey: key,
    });
    // What failed before this start is asked for anew; what is under way goes on.
    const failedBefore =
      isFinalDeploymentStatus(known.status) && known.status !== 'live';
    const { id } = failedBefore
      ? await this.options.portal.deploy(request)
      : known;
    await this.awaitEnd(id);
  }

  private async awaitEnd(id: string): Promise<Deployment> {
    const { portal } = this.options;
    await this.until(async () =>
      isFinalDeploymentStatus((await portal.getDeployment(id)).status),
    );
    const deployment = await portal.getDeployment(id);
    if (deployment.status !== 'live') {
      throw new Error(
        `Deployment ${id} ended ${deployment.status}: ${
          deployment.failure?.message ?? 'no reason given'
        }`,
      );
    }
    return deployment;
  }

  private async until(condition: () => Promise<boolean>): Promise<void> {
    while (!(await condition())) {
      await delay(POLL_MS, undefined, { signal: this.stopping.signal });
    }
  }

  private async update(change: Partial<SampleRecord>): Promise<void> {
    this.record = { ...this.record, ...change };
    await this.options.state.write(this.record);
  }
}
