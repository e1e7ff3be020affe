import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { ModelsPageProvider } from './ModelsPageProvider';
import { ModelsPage } from '../features/models/ModelsPage/ModelsPage';
import { PortfolioPage } from '../features/portfolio/PortfolioPage/PortfolioPage';

/** The page at `/models` with the header and tabs of the old frontend system. */
export function LegacyModelsPage() {
  return (
    <ModelsPageProvider>
      <Page themeId="tool">
        <Header title="Models" />
        <TabbedLayout>
          <TabbedLayout.Route path="/" title="Models">
            <ModelsPage />
          </TabbedLayout.Route>
          <TabbedLayout.Route path="/portfolio" title="Portfolio">
            <PortfolioPage />
          </TabbedLayout.Route>
        </TabbedLayout>
      </Page>
    </ModelsPageProvider>
  );
}
