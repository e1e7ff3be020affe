import { TokenPurpose } from '@noshelfware/backstage-plugin-ml-models-common';
import { useModelPath } from './useModelPath';

/** @returns gives the path at which a token of a purpose is made for a model */
export function useNewTokenPath(): (
  modelRef: string,
  purpose: TokenPurpose,
) => string {
  const modelPath = useModelPath();
  return (modelRef, purpose) =>
    `${modelPath(modelRef, 'versions')}?newToken=${purpose}`;
}
