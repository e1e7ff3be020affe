import { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
} from '@backstage/catalog-model';
import { InputError, isError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  MlModelEntityV1alpha1,
  ModelCard,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { modelRefOfEntity } from '../catalog/ModelCatalog';
import { parseModelCard } from './parseModelCard';

const FILE_NAME = 'MODEL_CARD.md';

/** The longest cards of the Hugging Face hub stay well below; a page stays readable. */
const SIZE_BYTES_MAX = 512 * 1024;

export interface ReadModelCardOptions {
  urlReader: UrlReaderService;
  integrations: ScmIntegrationRegistry;
}

/**
 * Reads `MODEL_CARD.md` beside the file that the model was registered from, on
 * whichever host the portal can read.
 *
 * @throws InputError for a card that cannot be shown
 */
export async function readModelCard(
  options: ReadModelCardOptions,
  model: MlModelEntityV1alpha1,
): Promise<ModelCard> {
  const modelRef = modelRefOfEntity(model);
  const base = findBaseUrl(model);
  if (!base) {
    return {
      state: 'absent',
      reason: `The catalog knows no repository of ${modelRef}, so there is no ${FILE_NAME} to read`,
    };
  }
  const url = options.integrations.resolveUrl({ url: FILE_NAME, base });
  const content = await findFile(options.urlReader, url);
  if (!content) {
    return {
      state: 'absent',
      reason: `The repository of ${modelRef} has no ${FILE_NAME} beside the file it was registered from: add one`,
    };
  }
  if (content.length > SIZE_BYTES_MAX) {
    throw new InputError(
      `${url} has ${content.length} bytes, and ${SIZE_BYTES_MAX} are shown at most: link to what is long`,
    );
  }
  return { state: 'found', ...parseModelCard(content.toString('utf8')), url };
}

/**
 * The file that the entity came from says best where its repository begins. Its
 * host may have another address since it was registered: the source names that.
 */
function findBaseUrl({ metadata }: MlModelEntityV1alpha1): string | undefined {
  const [location, source] = [
    ANNOTATION_LOCATION,
    ANNOTATION_SOURCE_LOCATION,
  ].map(name => findUrl(metadata.annotations?.[name]));
  if (!location || !source) {
    return (location ?? source)?.href;
  }
  return location.pathname.startsWith(source.pathname)
    ? new URL(location.pathname, source).href
    : location.href;
}

function findUrl(reference = ''): URL | undefined {
  const [, url = ''] = /^url:(.+)$/.exec(reference) ?? [];
  return URL.canParse(url) ? new URL(url) : undefined;
}

async function findFile(
  urlReader: UrlReaderService,
  url: string,
): Promise<Buffer | undefined> {
  try {
    const response = await urlReader.readUrl(url);
    return await response.buffer();
  } catch (error) {
    if (isError(error) && error.name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}
