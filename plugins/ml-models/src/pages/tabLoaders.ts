import { prepareECharts } from '../charts/EChart/loadECharts';

/** What is behind the tabs of a model, by where they are mounted. */
export const TAB_LOADERS = {
  versions: () => import('./EntityVersions'),
  logs: () => import('./EntityLogs'),
  performance: () => {
    // What draws the charts comes beside the tab: that is the larger part.
    prepareECharts();
    return import('./EntityPerformance');
  },
};

const ADDRESS = /\/mlmodel\/[^/]+\/(versions|logs|performance)\/?$/i;

function isTab(name: string | undefined): name is keyof typeof TAB_LOADERS {
  return name !== undefined && Object.hasOwn(TAB_LOADERS, name);
}

/**
 * Fetches the tab of a model that an address leads to, if it leads to one. The page
 * that comes to need it tries again, and says so when it cannot.
 */
export function prepareAddressedTab(pathname: string): void {
  const name = ADDRESS.exec(pathname)?.[1].toLowerCase();
  if (isTab(name)) TAB_LOADERS[name]().catch(() => {});
}
