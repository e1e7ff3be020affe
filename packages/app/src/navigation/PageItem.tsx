import { SidebarItem } from '@backstage/core-components';
import { NavContentNavItem } from '@backstage/plugin-app-react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { MODELS_PATH, useIsModelPage } from '../modelKind/useIsModelPage';

/**
 * A page in the sidebar. Which one is marked goes by the location alone, so that
 * on the page of a model it is told another: of Models, not of Catalog.
 */
export function PageItem({ href, icon, title }: NavContentNavItem) {
  const location = useLocation();
  const shown = useIsModelPage() ? MODELS_PATH : location;
  return (
    <Routes location={shown}>
      <Route
        path="*"
        element={<SidebarItem icon={() => icon} to={href} text={title} />}
      />
    </Routes>
  );
}
