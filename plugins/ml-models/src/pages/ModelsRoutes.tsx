import { Route, Routes } from 'react-router-dom';
import { PortfolioPage } from '../features/portfolio/PortfolioPage/PortfolioPage';
import { ModelsHome } from './ModelsHome';

/** What stands below `/models`, without header and tabs. */
export function ModelsRoutes() {
  return (
    <Routes>
      <Route path="/" element={<ModelsHome />} />
      <Route path="/portfolio" element={<PortfolioPage />} />
    </Routes>
  );
}
