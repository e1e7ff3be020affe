import { MlModelEntityV1alpha1 } from '@noshelfware/backstage-plugin-ml-models-common';

/** Keeps who owned a model when something was asked for. */
export interface OwnerNoter {
  /** Notes the owner, unless it is the one that was noted last. */
  note(model: MlModelEntityV1alpha1): Promise<void>;
}
