import { ML_MODEL_KIND } from '@noshelfware/backstage-plugin-ml-models-common';
import { matchPath, useLocation } from 'react-router-dom';

const ENTITY_PAGE = '/catalog/:namespace/:kind/:name/*';

/** Where the models are listed, which the page of each belongs to. */
export const MODELS_PATH = '/models';

/** Whether what is shown is the page of a model, which stands below the catalog. */
export function useIsModelPage(): boolean {
  const { pathname } = useLocation();
  const kind = matchPath(ENTITY_PAGE, pathname)?.params.kind;
  return kind?.toLowerCase() === ML_MODEL_KIND.toLowerCase();
}
