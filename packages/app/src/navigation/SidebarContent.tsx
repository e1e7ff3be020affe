import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarSpace,
} from '@backstage/core-components';
import {
  NavContentComponent,
  NavContentBlueprint,
} from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import MenuIcon from '@material-ui/icons/Menu';
import SearchIcon from '@material-ui/icons/Search';
import { PageItem } from './PageItem';
import { SidebarLogo } from './SidebarLogo';

const Content: NavContentComponent = ({ navItems }) => {
  const nav = navItems.withComponent(PageItem);
  nav.take('page:catalog-graph');
  nav.take('page:search');
  nav.take('page:notifications');
  const settings = nav.take('page:user-settings');
  return (
    <Sidebar>
      <SidebarLogo />
      <SidebarDivider />
      <SidebarGroup label="Menu" icon={<MenuIcon />}>
        {nav.take('page:ml-models')}
        {nav.take('page:catalog')}
        {nav.take('page:scaffolder')}
        {nav.rest({ sortBy: 'title' })}
      </SidebarGroup>
      <SidebarGroup label="Search" icon={<SearchIcon />} to="/search">
        <SidebarSearchModal />
      </SidebarGroup>
      <NotificationsSidebarItem />
      <SidebarSpace />
      <SidebarDivider />
      <SidebarGroup
        label="Settings"
        icon={<UserSettingsSignInAvatar />}
        to="/settings"
      >
        {settings}
      </SidebarGroup>
    </Sidebar>
  );
};

/**
 * Models first. Search and notifications have items of their own making; the
 * graph is reached from an entity, and empty without one.
 */
export const SidebarContent = NavContentBlueprint.make({
  params: { component: Content },
});
