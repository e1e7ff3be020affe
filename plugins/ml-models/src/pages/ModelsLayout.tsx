import { Content } from '@backstage/core-components';
import { PageLayout } from '@backstage/frontend-plugin-api';
import { memo } from 'react';
import { ModelsPageProvider } from './ModelsPageProvider';
import { ModelIcon } from '../components/ModelIcon/ModelIcon';
import { ModelsRoutes } from './ModelsRoutes';

export interface ModelsLayoutProps {
  /** Where the page is mounted. */
  path: string;
}

/**
 * Header, tabs and content. The page lays itself out, because tabs made from
 * sub-pages would move the catalog to a path below it.
 *
 * Memoised, because Backstage makes another `PageLayout` whenever the one who
 * uses it renders: all below would be mounted anew with every change of the
 * URL, and the search line would lose the cursor after its first letter.
 */
export const ModelsLayout = memo(function Layout({ path }: ModelsLayoutProps) {
  return (
    <PageLayout
      title="Models"
      icon={<ModelIcon />}
      titleLink={path}
      tabs={[
        { id: 'models', label: 'Models', href: path },
        { id: 'portfolio', label: 'Portfolio', href: `${path}/portfolio` },
      ]}
    >
      <main>
        <Content>
          <ModelsPageProvider>
            <ModelsRoutes />
          </ModelsPageProvider>
        </Content>
      </main>
    </PageLayout>
  );
});
