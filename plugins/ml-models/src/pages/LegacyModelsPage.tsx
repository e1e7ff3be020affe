import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { ModelsPageProvider } from './ModelsPageProvider';
import { PortfolioPage } from '../features/portfolio/PortfolioPage/PortfolioPage';
import { ModelsHome } from './ModelsHome';

/** The page at `/models` with the header and tabs of the old frontend system. */
export function LegacyModelsPage() {
  return (
    <ModelsPageProvider>
      <Page themeId="tool">
        <Header title="Models" />
        <TabbedLayout>
          <TabbedLayout.Route path="/" title="Models">
            <ModelsHome />
          </TabbedLayout.Route>
          <TabbedLayout.Route path="/portfolio" title="Portfolio">
            <PortfolioPage />
          </TabbedLayout.Route>
        </TabbedLayout>
      </Page>
    </ModelsPageProvider>
  );
}
