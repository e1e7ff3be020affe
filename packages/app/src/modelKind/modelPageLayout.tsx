import { PageLayoutProps } from '@backstage/frontend-plugin-api';
import { MlModelIcon } from './MlModelIcon';
import { MODELS_PATH, useIsModelPage } from './useIsModelPage';

const MODELS = {
  title: 'Models',
  icon: <MlModelIcon fontSize="inherit" titleAccess={undefined} />,
  titleLink: MODELS_PATH,
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
    const isModel = useIsModelPage();
    return <PageLayout {...props} {...(isModel && MODELS)} />;
  };
}
