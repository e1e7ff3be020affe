import { ReactNode } from 'react';
import { ModelsQueryProvider } from '../api/ModelsQueryProvider';
import { PortalSilenceBanner } from '../components/PortalSilenceBanner/PortalSilenceBanner';

/** Wraps the one extension of this plugin that a page or tab is always made of. */
export function ModelsPageProvider(props: { children: ReactNode }) {
  return (
    <ModelsQueryProvider>
      {props.children}
      <PortalSilenceBanner />
    </ModelsQueryProvider>
  );
}
