import { createServer, Server } from 'node:http';
import { isTelemetry, relayTelemetry } from './relayTelemetry';
import { sendError } from './sendError';

/** podman makes its bridge, and with it the address, for the first container. */
const LISTEN_AGAIN_MS = 1_000;

export interface TelemetryRelayOptions {
  /** Base URL of the portal's OTLP/HTTP, as far as known. */
  telemetryEndpoint: () => string | undefined;
}

/**
 * Takes what containers report, at an address that they reach, and nothing else:
 * the models behind the gateway stay on loopback.
 */
export class TelemetryRelay {
  readonly #server: Server;
  #retry: NodeJS.Timeout | undefined;
  #told: string | undefined;

  constructor({ telemetryEndpoint }: TelemetryRelayOptions) {
    this.#server = createServer((request, response) => {
      if (isTelemetry(request)) {
        relayTelemetry({ request, response, endpoint: telemetryEndpoint() });
      } else {
        sendError(response, {
          status: 404,
          message: 'here models only report: expected POST /otlp/v1/logs',
        });
      }
    });
  }

  /** Listens as soon as the machine has the address; senders repeat meanwhile. */
  listen(at: { address: string; port: number }): void {
    this.#server.on('error', error => {
      if (this.#told !== error.message) {
        this.#told = error.message;
        console.error(`Containers cannot report yet: ${error.message}`);
      }
      this.#retry = setTimeout(() => this.#try(at), LISTEN_AGAIN_MS);
    });
    this.#try(at);
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #try({ address, port }: { address: string; port: number }): void {
    this.#server.listen(port, address);
  }
}
