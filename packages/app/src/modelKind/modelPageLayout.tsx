import { PageLayoutProps } from '@backstage/frontend-plugin-api';
import { ML_MODEL_KIND } from '@noshelfware/backstage-plugin-ml-models-common';
import { matchPath, useLocation } from 'react-router-dom';
import { MlModelIcon } from './MlModelIcon';

const ENTITY_PAGE = '/catalog/:namespace/:kind/:name/*';

const MODELS = {
  title: 'Models',
  icon: <MlModelIcon fontSize="inherit" titleAccess={undefined} />,
  titleLink: '/models',
} satisfies PageLayoutProps;

/**
 * The page of a model leads back to the models, where most have come from, and not
 * to the catalog, whose first page lists none of them.
 *
 * @param PageLayout - what draws all pages
 */
export function modelPageLayout(
  PageLayout: (props: PageLayoutProps) => JSX.Element | null,
) {
  return function ModelPageLayout(props: PageLayoutProps) {
    const { pathname } = useLocation();
    const kind = matchPath(ENTITY_PAGE, pathname)?.params.kind;
    const isModel = kind?.toLowerCase() === ML_MODEL_KIND.toLowerCase();
    return <PageLayout {...props} {...(isModel && MODELS)} />;
  };
}
