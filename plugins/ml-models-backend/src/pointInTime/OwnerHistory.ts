import { ModelAt } from '@noshelfware/backstage-plugin-ml-models-common';

/** Who owned models when. */
export interface OwnerHistory {
  findAt(
    modelRef: string,
    at: Date,
  ): Promise<Pick<ModelAt, 'owner' | 'ownersKnownSince'>>;
}
