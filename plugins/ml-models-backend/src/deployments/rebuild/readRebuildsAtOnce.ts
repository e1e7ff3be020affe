import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'mlModels.rebuilds.modelsAtOnce';

/** As many as are brought back at once when a backend starts. */
const DEFAULT_MODELS_AT_ONCE = 4;

/** @throws InputError for what is no number of models */
export function readRebuildsAtOnce(config: Config): number {
  const models = config.getOptionalNumber(KEY) ?? DEFAULT_MODELS_AT_ONCE;
  if (!Number.isInteger(models) || models < 1) {
    throw new InputError(
      `Configuration ${KEY} is ${models}: give a whole number of models, 1 or more`,
    );
  }
  return models;
}
