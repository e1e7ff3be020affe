import { ReactNode } from 'react';
import { OwnSampleBanner } from '../features/sample/SampleBanner/OwnSampleBanner';
import { ModelsPageProvider } from './ModelsPageProvider';

/** Wraps what this plugin adds to the page of a model: a tab, or the overview's card. */
export function ModelTab(props: { children: ReactNode }) {
  return (
    <ModelsPageProvider>
      <OwnSampleBanner />
      {props.children}
    </ModelsPageProvider>
  );
}
