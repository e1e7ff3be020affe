import { Unanswered } from '../gateway/Unanswered';
import { encodeOutages } from './encodeOutages';
import { ServiceSpec } from './supervisorProtocol';

/** A portal that restarts is away for some 10 s: of a busy model, the newest are kept. */
const WAITING_MAX = 1_000;

const SEND_TIMEOUT_MS = 5_000;

/** Final for a request of records: to send it again would help nobody. */
const REFUSALS = [400, 401, 403, 413];

/** What reports are made of: who would have answered, and with which token. */
type Reporter = Pick<ServiceSpec, 'resource' | 'telemetryToken'>;

interface Waiting {
  reporter: Reporter;
  call: Unanswered;
}

export interface OutageReporterOptions {
  /** @returns undefined for a version that is not there any more */
  findService(of: { route: string; version: number }): Reporter | undefined;
  /** Base URL of the portal's OTLP/HTTP, as far as known. */
  telemetryEndpoint(): string | undefined;
}

/**
 * Leaves a record of each prediction that no service answered, in the place of the
 * service: one that is down can log nothing, and its callers' failures would be in
 * no number.
 */
export class OutageReporter {
  readonly #options: OutageReporterOptions;
  #waiting: Waiting[] = [];
  #sending: Promise<void> = Promise.resolve();

  constructor(options: OutageReporterOptions) {
    this.#options = options;
  }

  /** @returns whether a record of it will be sent */
  note(call: Unanswered): boolean {
    const reporter = this.#options.findService(call);
    if (!reporter?.telemetryToken) {
      return false;
    }
    this.#waiting.push({ reporter, call });
    this.#trim();
    return true;
  }

  /** Sends what has come together; what the portal does not take now stays. */
  flush(): Promise<void> {
    this.#sending = this.#sending.then(() => this.#sendAll());
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    const endpoint = this.#options.telemetryEndpoint();
    if (!endpoint || this.#waiting.length === 0) {
      return;
    }
    const batch = this.#waiting.splice(0);
    for (const reporter of new Set(batch.map(it => it.reporter))) {
      const own = batch.filter(it => it.reporter === reporter);
      const calls = own.map(({ call }) => call);
      if (!(await send(endpoint, reporter, calls))) {
        this.#waiting.unshift(...own);
        this.#trim();
      }
    }
  }

  /** The oldest go first; completeness says that they are missing. */
  #trim(): void {
    this.#waiting.splice(0, this.#waiting.length - WAITING_MAX);
  }
}

/** @returns false when it is to be tried again */
async function send(
  endpoint: string,
  { resource, telemetryToken }: Reporter,
  calls: readonly Unanswered[],
): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint.replace(/\/$/, '')}/v1/logs`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${telemetryToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(encodeOutages(resource, calls)),
      signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
    });
    await response.arrayBuffer();
    if (REFUSALS.includes(response.status)) {
      console.error(
        `Records of requests that nobody answered were refused: HTTP ${response.status}`,
      );
    }
    return response.ok || REFUSALS.includes(response.status);
  } catch {
    // The portal is away: it comes back, or nobody watches.
    return false;
  }
}
