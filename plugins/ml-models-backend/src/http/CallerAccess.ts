import {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { ModelPermission } from '@noshelfware/backstage-plugin-ml-models-common';
import { Request } from 'express';

export type CallerCredentials = BackstageCredentials<
  BackstageUserPrincipal | BackstageServicePrincipal
>;

/** What a caller of Backstage wants to do with models. */
export interface WantedAccess {
  permission: ModelPermission;
  modelRef: string;
  credentials: CallerCredentials;
}

/** Who calls, and what they may do with models. */
export interface CallerAccess {
  /** @throws AuthenticationError */
  authenticate(request: Request): Promise<CallerCredentials>;

  /**
   * @throws NotFoundError for a model that the caller may not even see
   * @throws NotAllowedError telling whom to ask
   */
  assertAllowed(wanted: WantedAccess): Promise<void>;

  /**
   * For what is about no entity of the catalog.
   *
   * @throws NotAllowedError telling whom to ask
   */
  assertAllowedInPortal(
    permission: BasicPermission,
    credentials: CallerCredentials,
  ): Promise<void>;
}
