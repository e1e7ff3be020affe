import { Route, Routes } from 'react-router-dom';
import { ModelsPage } from '../features/models/ModelsPage/ModelsPage';
import { PortfolioPage } from '../features/portfolio/PortfolioPage/PortfolioPage';

/** What stands below `/models`, without header and tabs. */
export function ModelsRoutes() {
  return (
    <Routes>
      <Route path="/" element={<ModelsPage />} />
      <Route path="/portfolio" element={<PortfolioPage />} />
    </Routes>
  );
}
