import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { prepareAddressedTab } from './tabLoaders';

/**
 * Who follows a link into a model's tab waits for its entity before Backstage asks
 * for the tab: this one asks beside it, and draws nothing.
 */
export function AddressedTab() {
  const { pathname } = useLocation();
  useEffect(() => prepareAddressedTab(pathname), [pathname]);
  return null;
}
