import { ModelsPage } from '../features/models/ModelsPage/ModelsPage';
import { SampleBanner } from '../features/sample/SampleBanner/SampleBanner';

/** The model catalog and, above it, how far the sample of a new portal is. */
export function ModelsHome() {
  return (
    <>
      <SampleBanner />
      <ModelsPage />
    </>
  );
}
