import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { YAML_BYTES_MAX } from '@noshelfware/backstage-plugin-ml-models-node';
import { LOCK_BYTES_MAX } from './environment/readLockFile';
import { warmEnvironment } from './environment/warmEnvironment';
import { BareRepository } from './git/BareRepository';
import { parsePipeline } from './pipeline/readPipeline';
import { EnvironmentProvider } from './runtime/EnvironmentProvider';

export interface PrepareForPushOptions {
  environments: EnvironmentProvider;
  logger: LoggerService;
}

/**
 * Starts to build the environment of a commit that was just pushed: by the time
 * its run asks for it (a new model has to reach the catalog first) it is there.
 */
export async function prepareForPush(
  repository: BareRepository,
  commit: string,
  options: PrepareForPushOptions,
): Promise<void> {
  const { environments, logger } = options;
  try {
    const file = await repository.readFile(
      commit,
      'pipeline.yaml',
      YAML_BYTES_MAX,
    );
    const environment = file && parsePipeline(file).environment;
    const lock =
      environment &&
      (await repository.readFile(commit, environment.lock, LOCK_BYTES_MAX));
    if (lock) {
      await warmEnvironment({
        environments,
        python: environment.python,
        lock,
        onLog: line => logger.debug(line),
      });
    }
  } catch (error) {
    // The run will fail for the same reason, where its owner reads it.
    logger.debug(`Could not prepare for ${commit}`, toError(error));
  }
}
