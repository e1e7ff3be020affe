import {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { BasicPermission } from '@backstage/plugin-permission-common';
import {
  describePortalRefusal,
  describeRefusal,
  isAllowed,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Request } from 'express';
import { ModelCatalog } from '../catalog/ModelCatalog';
import {
  CallerAccess,
  CallerCredentials,
  WantedAccess,
} from '../http/CallerAccess';

export interface PermissionCallerAccessOptions {
  catalog: ModelCatalog;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}

/** Asks Backstage's permission framework, which allows all where it is off. */
export class PermissionCallerAccess implements CallerAccess {
  constructor(private readonly options: PermissionCallerAccessOptions) {}

  async authenticate(request: Request): Promise<CallerCredentials> {
    return this.options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
  }

  async assertAllowed(wanted: WantedAccess): Promise<void> {
    const { permission, modelRef, credentials } = wanted;
    const { catalog, permissions } = this.options;
    const [decision] = await permissions.authorize(
      [{ permission, resourceRef: modelRef }],
      { credentials },
    );
    if (isAllowed(decision)) {
      return;
    }
    // A refusal tells of a model that is there: who may not see it gets a 404.
    const model = await catalog.getModel(modelRef, credentials);
    const named = (model.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef);
    // Somebody who has left can be asked nothing.
    const owners = [...(await catalog.findEntities(named)).keys()];
    throw new NotAllowedError(
      describeRefusal({ permission, model: modelRef, owners }),
    );
  }

  async assertAllowedInPortal(
    permission: BasicPermission,
    credentials: CallerCredentials,
  ): Promise<void> {
    const [decision] = await this.options.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    if (!isAllowed(decision)) {
      throw new NotAllowedError(describePortalRefusal(permission));
    }
  }
}
