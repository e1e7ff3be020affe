import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { ContainerSettings } from '../container/ContainerSettings';
import { DataDirectory } from '../dataDirectory';
import { isProcessAlive } from '../process/processIdentity';
import { ProcessLock } from '../process/ProcessLock';
import {
  SUPERVISOR_BUILD,
  SupervisorOperation,
  supervisorOperations,
} from '../supervisor/supervisorProtocol';
import { supervisorSocketPath } from '../supervisor/supervisorSocketPath';
import { launchSupervisor } from './launchSupervisor';
import { SupervisorClient, SupervisorGoneError } from './SupervisorClient';

/** Stopping lets requests in flight end first, then gives services 10 s. */
const EXIT_TIMEOUT_MS = 30_000;

export interface SupervisorLinkOptions {
  data: DataDirectory;
  /** Port that the gateway is to have; 0: any. */
  gatewayPort: number;
  /** How containers are run; undefined: versions are processes. */
  containers?: ContainerSettings;
  logger: LoggerService;
}

/**
 * Keeps a supervisor running and in reach: launches it when it is needed, and
 * again at once when it dies.
 */
export class SupervisorLink {
  readonly #options: SupervisorLinkOptions;
  #client: Promise<SupervisorClient> | undefined;
  #unwatch = () => {};
  #closed = false;

  constructor(options: SupervisorLinkOptions) {
    this.#options = options;
  }

  /** @returns whether a supervisor ever ran: it runs on, or left work for the next */
  isNeeded(): boolean {
    return existsSync(this.#options.data.supervisor.state);
  }

  /** Brings the supervisor up, if it is not. */
  async open(): Promise<void> {
    await this.#connect();
  }

  /**
   * Asks the supervisor; all its operations may be asked twice.
   *
   * @throws ServiceUnavailableError when the portal is shutting down
   */
  async call<Input, Output>(
    operation: SupervisorOperation<Input, Output>,
    input: Input,
  ): Promise<Output> {
    const connection = this.#connect();
    try {
      return await (await connection).call(operation, input);
    } catch (error) {
      if (!(error instanceof SupervisorGoneError)) {
        throw error;
      }
      // Others saw it die as well: one of us connects anew.
      this.#forget(connection);
      return (await this.#connect()).call(operation, input);
    }
  }

  /**
   * Lets go of the supervisor.
   *
   * @param stopModels - ends it with all its services, and waits for that
   */
  async close(options: { stopModels: boolean }): Promise<void> {
    this.#closed = true;
    this.#unwatch();
    await this.#client?.catch(() => undefined);
    if (options.stopModels) {
      await this.#end(supervisorOperations.shutDown);
    }
  }

  #connect(): Promise<SupervisorClient> {
    if (this.#closed) {
      throw new ServiceUnavailableError(
        'the portal is shutting down: ask again when it is back',
      );
    }
    if (!this.#client) {
      const connection = this.#launch();
      this.#client = connection;
      connection.then(
        client => {
          this.#unwatch();
          this.#unwatch = client.watch(() => this.#revive(connection));
        },
        () => this.#forget(connection),
      );
    }
    return this.#client;
  }

  #forget(connection: Promise<SupervisorClient>): void {
    if (this.#client === connection) {
      this.#client = undefined;
    }
  }

  async #launch(): Promise<SupervisorClient> {
    const { data, gatewayPort, containers, logger } = this.#options;
    const client = new SupervisorClient(supervisorSocketPath(data));
    await this.#replaceOther(client);
    await launchSupervisor({
      data,
      gatewayPort,
      containers,
      answers: () => client.answers(),
    });
    const { gateway } = await client.call(supervisorOperations.status, {});
    logger.info(`Models are served at http://127.0.0.1:${gateway.port}`);
    if (gatewayPort !== 0 && gateway.port !== gatewayPort) {
      logger.warn(
        `Port ${gatewayPort} was taken, so the gateway listens on ${gateway.port}`,
      );
    }
    return client;
  }

  /** Models must not wait for the next request to the portal. */
  #revive(connection: Promise<SupervisorClient>): void {
    this.#forget(connection);
    if (this.#closed) {
      return;
    }
    const { logger, data } = this.#options;
    if (!existsSync(data.root)) {
      logger.warn(`${data.root} was removed, and the models with it`);
      return;
    }
    logger.warn('The supervisor of the models has ended; starting it again');
    this.open().catch(error => logger.error(`${error}`));
  }

  /**
   * After an upgrade, or a change of how containers are run, the services stay, and
   * their supervisor is replaced.
   */
  async #replaceOther(client: SupervisorClient): Promise<void> {
    const status = await client
      .call(supervisorOperations.status, {})
      // None runs, or it is just coming up: the launch sorts that out.
      .catch(() => undefined);
    const isOurs =
      status?.build === SUPERVISOR_BUILD &&
      isDeepStrictEqual(status.containers, this.#options.containers);
    if (status && !isOurs) {
      await this.#end(supervisorOperations.handOver);
    }
  }

  async #end(
    how: SupervisorOperation<Record<string, never>, unknown>,
  ): Promise<void> {
    const { data } = this.#options;
    const holder = await ProcessLock.findHolder(data.supervisor.lock);
    if (!holder) {
      return;
    }
    const client = new SupervisorClient(supervisorSocketPath(data));
    await client.call(how, {}).catch(error => {
      // It may end before its answer has left.
      if (!(error instanceof SupervisorGoneError)) {
        throw error;
      }
    });
    const deadline = Date.now() + EXIT_TIMEOUT_MS;
    while (await isProcessAlive(holder)) {
      if (Date.now() > deadline) {
        throw new Error(
          `the supervisor of ${data.root} (process ${
            holder.pid
          }) did not end within ${EXIT_TIMEOUT_MS / 1000} s; see ${
            data.supervisor.log
          }`,
        );
      }
      await delay(20);
    }
  }
}
