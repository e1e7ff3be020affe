import { AuditorService, AuthService } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { Deployments } from '../deployments/Deployments';
import { CallerAccess } from '../http/CallerAccess';
import { ModelDirectory } from '../models/ModelDirectory';
import { ModelStatusReader } from '../models/ModelStatusReader';

/** What actions that deploy are made of: the same parts that the HTTP API is. */
export interface DeployingContext {
  actionsRegistry: ActionsRegistryService;
  /** Where people open the portal, without a slash at its end; empty: not known. */
  appUrl: string;
  auditor: AuditorService;
  auth: AuthService;
  callers: CallerAccess;
  catalog: ModelCatalog;
  deployments: Deployments;
}

export interface ActionsContext extends DeployingContext {
  directory: ModelDirectory;
  statuses: ModelStatusReader;
}
