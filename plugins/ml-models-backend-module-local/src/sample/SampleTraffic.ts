import { setTimeout as delay } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { VersionDetail } from '@noshelfware/backstage-plugin-ml-models-common';
import { awaitAnswer } from './awaitAnswer';
import { FlightReplay, ReplayRun } from './FlightReplay';
import { mappedWindow } from './mappedWindow';
import { SAMPLE } from './sampleModel';
import { SamplePortal } from './SamplePortal';

const RETRY_MS = 15_000;

/** Flights of 2013, by their days: each `every`-th from `from` until `until`. */
export interface FlightWindow {
  from: string;
  until: string;
  every: number;
}

export interface SampleTrafficOptions {
  portal: Pick<
    SamplePortal,
    | 'findLiveVersion'
    | 'getEndpoint'
    | 'getIngestUrl'
    | 'isStarting'
    | 'withToken'
  > & {
    getVersion(version: number): Promise<Pick<VersionDetail, 'artifactDigest'>>;
  };
  replay: Pick<FlightReplay, 'run'>;
  /** Lets the gateway accept event times of the past. */
  readReplayToken(): Promise<string>;
  logger: LoggerService;
  /** Until a trickle that broke off is taken up again; default: 15 s. */
  retryMs?: number;
}

/** Sends flights through the live version; what became of them follows. */
export class SampleTraffic {
  constructor(
    private readonly options: SampleTrafficOptions,
    private readonly signal: AbortSignal,
  ) {}

  /** Flights of the past; `skip` were sent by an earlier run, mapped alike. */
  async replay({
    from,
    until,
    every,
    mapUntil,
    skip,
    onProgress,
  }: FlightWindow & {
    mapUntil: string | undefined;
    skip: number;
    onProgress: ReplayRun['onProgress'];
  }): Promise<void> {
    const mapped = mappedWindow(from, until, mapUntil);
    const args = [
      ...['--from', from, '--until', until],
      ...['--map-from', mapped.from, '--map-until', mapped.until],
      ...['--every', String(every)],
      ...['--rate', String(SAMPLE.replay.rate)],
      ...['--skip', String(skip)],
    ];
    await this.options.portal.withToken('ingest', async token =>
      this.send({
        args,
        token,
        variables: {
          NOSHELFWARE_REPLAY_TOKEN: await this.options.readReplayToken(),
        },
        onProgress,
      }),
    );
  }

  /** Flights of now, until the portal stops. */
  async trickle(): Promise<void> {
    const args = ['--live', '--rate', String(SAMPLE.liveRate)];
    await this.untilStopped(() =>
      // One token for all attempts: they may go on for days.
      this.options.portal.withToken('ingest', token =>
        this.untilStopped(() => this.send({ args, token })),
      ),
    );
  }

  private async untilStopped(attempt: () => Promise<void>): Promise<void> {
    const { logger, retryMs = RETRY_MS } = this.options;
    let told: string | undefined;
    while (!this.signal.aborted) {
      try {
        await attempt();
      } catch (error) {
        const { message } = toError(error);
        // Whoever has stopped the model need not read it every 15 s.
        if (!this.signal.aborted && message !== told) {
          logger.warn(`The sample's live requests broke off: ${message}`);
          told = message;
        }
      }
      await delay(retryMs, undefined, { signal: this.signal }).catch(() => {
        // The portal stops.
      });
    }
  }

  private async send(sent: {
    args: string[];
    /** For the outcomes. */
    token: string;
    variables?: Record<string, string>;
    onProgress?: ReplayRun['onProgress'];
  }): Promise<void> {
    const { portal, replay } = this.options;
    const { args, token, variables, onProgress } = sent;
    // What it sent to a version that does not listen yet would fail.
    await awaitAnswer(this.signal, async () => !(await portal.isStarting()));
    await replay.run({
      ...(await this.liveVersion()),
      endpoint: await portal.getEndpoint(),
      args,
      variables: {
        ...variables,
        OTEL_EXPORTER_OTLP_ENDPOINT: await portal.getIngestUrl(),
        OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${token}`,
        OTEL_RESOURCE_ATTRIBUTES: `service.name=sample-replay,noshelfware.model=${SAMPLE.modelRef}`,
      },
      signal: this.signal,
      onProgress,
    });
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
}
