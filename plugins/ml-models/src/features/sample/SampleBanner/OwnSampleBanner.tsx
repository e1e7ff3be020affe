import { useModelStatus } from '../../../api/useModelStatus';
import { useEntityModel } from '../../../components/EntityModel/entityModel';
import { SampleProgress } from './SampleProgress';
import { useSampleStatus } from './useSampleStatus';

/**
 * On the pages of the sample itself: that what they show is not all there yet.
 * Only of a model whose code the portal keeps is it asked whether it is one.
 */
export function OwnSampleBanner() {
  const model = useEntityModel();
  const status = useModelStatus(model).data;
  const kept = status?.cloneUrl !== undefined && !status.hostedElsewhere;
  const sample = useSampleStatus({ enabled: kept });
  if (!sample || sample.modelRef !== model.modelRef) {
    return null;
  }
  const failed = sample.state === 'failed';
  return (
    <SampleProgress
      sample={sample}
      title={
        failed
          ? 'This sample could not be set up in full'
          : 'This sample is still being set up'
      }
      then={!failed && 'Its records and figures are not all there yet.'}
    />
  );
}
