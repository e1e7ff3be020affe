import { Content } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { PageLayout } from '@backstage/frontend-plugin-api';
import { ModelsQueryProvider } from '../api/ModelsQueryProvider';
import { ModelIcon } from '../components/ModelIcon/ModelIcon';
import { rootRouteRef } from '../routes';
import { ModelsRoutes } from './ModelsRoutes';

/**
 * The page at `/models`. It lays itself out, because tabs made from sub-pages
 * would move the catalog to a path below it.
 */
export function ModelsRoot() {
  const path = useRouteRef(rootRouteRef)();
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
          <ModelsQueryProvider>
            <ModelsRoutes />
          </ModelsQueryProvider>
        </Content>
      </main>
    </PageLayout>
  );
}
