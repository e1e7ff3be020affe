import {
  AuditorService,
  AuthService,
  DiscoveryService,
  HttpAuthService,
  HttpRouterService,
  LifecycleService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  RootLifecycleService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { Knex } from 'knex';
import { AdapterRegistry } from '../AdapterRegistry';

/** What the features are made of, besides each other. */
export interface WiringContext {
  actionsRegistry: ActionsRegistryService;
  adapters: AdapterRegistry;
  auditor: AuditorService;
  auth: AuthService;
  /** Names this start of this backend. */
  boot: string;
  catalogService: CatalogService;
  config: RootConfigService;
  database: Knex;
  discovery: DiscoveryService;
  httpAuth: HttpAuthService;
  httpRouter: HttpRouterService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  notifications: NotificationService;
  now: () => Date;
  nowMs: () => number;
  permissions: PermissionsService;
  rootLifecycle: RootLifecycleService;
  scheduler: SchedulerService;
  signals: SignalsService;
  urlReader: UrlReaderService;
}
