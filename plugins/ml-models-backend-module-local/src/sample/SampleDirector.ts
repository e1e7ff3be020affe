import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { SampleStatus } from '@noshelfware/backstage-plugin-ml-models-common';
import { awaitAnswer } from './awaitAnswer';
import { FlightReplay, ReplayProgress } from './FlightReplay';
import { retrain } from './retrain';
import { SAMPLE } from './sampleModel';
import { SamplePortal, TaskStatus } from './SamplePortal';
import { SampleReleases } from './SampleReleases';
import { SampleRecord, SampleStateFile } from './SampleStateFile';
import { FlightWindow, SampleTraffic } from './SampleTraffic';
import { toSampleStatus } from './toSampleStatus';

export interface SampleDirectorOptions {
  portal: Pick<SamplePortal, keyof SamplePortal>;
  replay: Pick<FlightReplay, keyof FlightReplay>;
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
  private isRead = false;
  private readonly releases: SampleReleases;
  private readonly traffic: SampleTraffic;
  private running: Promise<void> | undefined;

  constructor(private readonly options: SampleDirectorOptions) {
    const { signal } = this.stopping;
    this.releases = new SampleReleases(options.portal, signal);
    this.traffic = new SampleTraffic(options, signal);
  }

  /** Returns at once; the work goes on in the background. */
  start(): void {
    this.running = this.run().catch(async error => {
      if (this.stopping.signal.aborted) {
        return;
      }
      const { message } = toError(error);
      this.options.logger.error(`The sample could not be set up: ${message}`);
      if (this.isRead) {
        await this.update({ failure: message });
      } else {
        // What could not be read tells how far it is: it must not be written over.
        this.record = { ...this.record, failure: message };
      }
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
    this.isRead = true;
    const phases = {
      waiting: () => this.awaitCatalog(),
      creating: () => this.create(),
      'replaying-first': () => this.replayFirst(),
      retraining: () => this.retrain(),
      'replaying-second': () => this.replaySecond(),
      'replaying-last-days': () => this.replayLastDays(),
      live: () => this.traffic.trickle(),
    };
    while (!this.stopping.signal.aborted) {
      await phases[this.record.phase]();
    }
  }

  private async awaitCatalog(): Promise<void> {
    for (const ref of SAMPLE.neededRefs) {
      await awaitAnswer(this.stopping.signal, () =>
        this.options.portal.hasEntity(ref),
      );
    }
    await this.update({ phase: 'creating' });
  }

  private async create(): Promise<void> {
    const { portal } = this.options;
    if (await portal.hasEntity(SAMPLE.modelRef)) {
      await this.releases.release({ environment: SAMPLE.environment });
    } else {
      await this.runTemplate();
    }
    await this.update({
      phase: 'replaying-first',
      mapUntil: new Date().toISOString(),
    });
  }

  /** A task that was under way when the portal stopped goes on by itself. */
  private async runTemplate(): Promise<void> {
    const { portal } = this.options;
    const known = this.record.taskId;
    const isUnderWay = known && isRunning(await portal.getTaskStatus(known));
    const taskId = isUnderWay ? known : await portal.createFromTemplate();
    await this.update({ taskId });
    const status = await awaitAnswer(this.stopping.signal, async () => {
      const now = await portal.getTaskStatus(taskId);
      return !isRunning(now) && now;
    });
    if (status !== 'completed') {
      throw new Error(
        `Creating the model failed: ${await portal.getTaskFailure(taskId)}`,
      );
    }
  }

  private async replayFirst(): Promise<void> {
    const { from, takeover, every } = SAMPLE.replay;
    await this.replayFlights({ from, until: takeover, every });
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
    const version = await this.releases.awaitPushed(commit);
    await this.releases.release({ environment: SAMPLE.environment, version });
    await this.update({ phase: 'replaying-second' });
  }

  private async replaySecond(): Promise<void> {
    const { takeover, lastDays, every } = SAMPLE.replay;
    await this.replayFlights({ from: takeover, until: lastDays, every });
    await this.update({
      phase: 'replaying-last-days',
      sent: 0,
      total: undefined,
    });
  }

  private async replayLastDays(): Promise<void> {
    const { lastDays, until, everyOfLastDays } = SAMPLE.replay;
    await this.replayFlights({ from: lastDays, until, every: everyOfLastDays });
    await this.update({ phase: 'live', sent: 0, total: undefined });
  }

  private async replayFlights(flights: FlightWindow): Promise<void> {
    const { sent, mapUntil } = this.record;
    await this.traffic.replay({
      ...flights,
      mapUntil,
      skip: sent,
      onProgress: progress => this.noteProgress(sent, progress),
    });
  }

  /** Refused flights are behind as well: the next start goes on after them. */
  private noteProgress(
    skipped: number,
    { sent, failed, total }: ReplayProgress,
  ): void {
    this.update({
      sent: skipped + sent + failed,
      total: skipped + total,
    }).catch(error =>
      this.options.logger.warn(
        `How far the sample is could not be stored: ${toError(error).message}`,
      ),
    );
  }

  private async update(change: Partial<SampleRecord>): Promise<void> {
    this.record = { ...this.record, ...change };
    await this.options.state.write(this.record);
  }
}

function isRunning(status: TaskStatus): boolean {
  return status === 'open' || status === 'processing';
}
