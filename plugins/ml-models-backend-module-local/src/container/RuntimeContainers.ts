import { LoggerService } from '@backstage/backend-plugin-api';
import { DataDirectory } from '../dataDirectory';
import { ContainerEngine } from './ContainerEngine';
import { ContainerImages } from './ContainerImages';
import { ContainerSettings } from './ContainerSettings';
import { explainEngineFailure } from './explainEngineFailure';

/** An engine that has just been started may take its time. */
const CHECK_TIMEOUT_MS = 30_000;

/** What the serving runtime needs to make versions into containers. */
export class RuntimeContainers {
  readonly command: string;
  readonly images: ContainerImages;
  readonly #engine: ContainerEngine;

  constructor(
    data: DataDirectory,
    private readonly settings: ContainerSettings,
  ) {
    this.command = settings.command;
    this.#engine = new ContainerEngine(settings.command);
    this.images = new ContainerImages(data, this.#engine);
  }

  /**
   * Says what is missing when the portal starts. Nothing else is done about it: an
   * engine may come up later than the portal, and no version runs without one.
   */
  async check(logger: LoggerService): Promise<void> {
    if (!this.settings.telemetryAddress) {
      logger.warn(
        'Models in containers report no inference records, as mlModels.local.container.telemetryAddress is not set: Logs and Performance of their versions stay empty',
      );
    }
    try {
      await this.#engine.run(['info'], { timeoutMs: CHECK_TIMEOUT_MS });
      await this.images.prune();
    } catch (error) {
      logger.error(explainEngineFailure(error, this.command).message);
    }
  }
}
