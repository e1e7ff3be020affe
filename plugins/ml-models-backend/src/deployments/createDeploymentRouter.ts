import { AuditorService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  Deployment,
  MlModelEntityV1alpha1,
  operations,
  RequestDeployment,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { ModelCatalog } from '../catalog/ModelCatalog';
import { audited } from '../http/audited';
import { callerRefOf } from '../http/callerRefOf';
import { CallerAccess, CallerCredentials } from '../http/CallerAccess';
import { implementOperation } from '../http/implementOperation';
import { modelRefOf } from '../http/pathParameters';
import { ApprovalToDecide } from './approvals/decideApproval';
import { Deployments } from './Deployments';
import { describeDeployment } from './describeDeployment';

export interface DeploymentRouterOptions {
  callers: CallerAccess;
  auditor: AuditorService;
  catalog: ModelCatalog;
  deployments: Deployments;
}

/** Deployments: request, list, follow, approve, release, cancel, retry; edit traffic, retire. */
export function createDeploymentRouter(
  options: DeploymentRouterOptions,
): Router {
  const router = PromiseRouter();
  addRequestRoute(router, options);
  addTrafficRoute(router, options);
  addRetireRoute(router, options);
  addChangeRoutes(router, options);
  addDecisionRoute(router, options, {
    operation: operations.decideApproval,
    eventId: 'deployment-approval',
    decide: asked => options.deployments.decideApproval(asked),
  });
  addDecisionRoute(router, options, {
    operation: operations.decideHold,
    eventId: 'deployment-hold',
    decide: asked => options.deployments.decideHold(asked),
  });
  addReadRoutes(router, options);
  return router;
}

function addRequestRoute(
  router: Router,
  options: DeploymentRouterOptions,
): void {
  const { callers, auditor, catalog, deployments } = options;

  implementOperation({
    router,
    callers,
    operation: operations.requestDeployment,
    status: 201,
    handle: async ({ params, body, credentials, request }) => {
      const modelRef = modelRefOf(params);
      const { environment, version, commit, idempotencyKey } = body;
      const model = await catalog.getModel(modelRef, credentials);
      return audited(
        auditor,
        {
          eventId: 'deployment-request',
          request,
          meta: { modelRef, environment, version, commit },
        },
        () =>
          deployments.request({
            modelRef,
            model,
            environment,
            version,
            commit,
            idempotencyKey,
            trigger: body.trigger ?? triggerOf(credentials),
            requestedBy: requesterOf(credentials, body),
          }),
        describeDeployment,
      );
    },
  });
}

function addTrafficRoute(
  router: Router,
  { callers, auditor, catalog, deployments }: DeploymentRouterOptions,
): void {
  implementOperation({
    router,
    callers,
    operation: operations.editTraffic,
    status: 201,
    handle: async ({ params, body, credentials, request }) => {
      const modelRef = modelRefOf(params);
      const { environment, weights } = body;
      const model = await catalog.getModel(modelRef, credentials);
      const before = await deployments.findTraffic({ modelRef, environment });
      return audited(
        auditor,
        {
          eventId: 'traffic-edit',
          request,
          meta: { modelRef, environment, weights, before: before ?? [] },
        },
        () =>
          deployments.editTraffic({
            ...body,
            modelRef,
            model,
            requestedBy: callerRefOf(credentials),
          }),
        describeDeployment,
      );
    },
  });
}

function addRetireRoute(
  router: Router,
  { callers, auditor, catalog, deployments }: DeploymentRouterOptions,
): void {
  implementOperation({
    router,
    callers,
    operation: operations.retireVersion,
    status: 201,
    handle: async ({ params, body, credentials, request }) => {
      const modelRef = modelRefOf(params);
      const { version } = params;
      const { environment } = body;
      await catalog.getModel(modelRef, credentials);
      return audited(
        auditor,
        {
          eventId: 'version-retire',
          request,
          meta: { modelRef, environment, version },
        },
        () =>
          deployments.retireVersion({
            ...body,
            modelRef,
            version,
            requestedBy: callerRefOf(credentials),
          }),
        describeDeployment,
      );
    },
  });
}

function addChangeRoutes(
  router: Router,
  options: DeploymentRouterOptions,
): void {
  const { callers, auditor, deployments } = options;
  const getModelRef = async ({ id }: { id: string }) =>
    (await deployments.get(id)).modelRef;

  implementOperation({
    router,
    callers,
    operation: operations.cancelDeployment,
    getModelRef,
    handle: async ({ params, credentials, request }) => {
      await getVisible(options, params.id, credentials);
      return audited(
        auditor,
        { eventId: 'deployment-cancel', request, meta: { id: params.id } },
        () => deployments.cancel(params.id, callerRefOf(credentials)),
        describeDeployment,
      );
    },
  });

  implementOperation({
    router,
    callers,
    operation: operations.retryDeployment,
    getModelRef,
    status: 201,
    handle: async ({ params, credentials, request }) => {
      const { model } = await getVisible(options, params.id, credentials);
      return audited(
        auditor,
        { eventId: 'deployment-retry', request, meta: { id: params.id } },
        () =>
          deployments.retry(params.id, {
            model,
            requestedBy: callerRefOf(credentials),
          }),
        describeDeployment,
      );
    },
  });
}

/** A person answers: whether it is started, and whether a held canary is released. */
function addDecisionRoute(
  router: Router,
  { callers, auditor, catalog }: DeploymentRouterOptions,
  {
    operation,
    eventId,
    decide,
  }: {
    operation: typeof operations.decideApproval | typeof operations.decideHold;
    eventId: string;
    decide: (asked: ApprovalToDecide) => Promise<Deployment>;
  },
): void {
  implementOperation({
    router,
    callers,
    operation,
    handle: async ({ params, body, credentials, request }) => {
      const modelRef = modelRefOf(params);
      await catalog.getModel(modelRef, credentials);
      const { id } = params;
      return audited(
        auditor,
        { eventId, request, meta: { modelRef, id, ...body } },
        async () =>
          decide({ ...body, modelRef, id, by: approverOf(credentials) }),
        describeDeployment,
      );
    },
  });
}

function addReadRoutes(router: Router, options: DeploymentRouterOptions): void {
  const { callers, catalog, deployments } = options;

  implementOperation({
    router,
    callers,
    operation: operations.listDeployments,
    handle: async ({ params, query, credentials }) => {
      const modelRef = modelRefOf(params);
      await catalog.getModel(modelRef, credentials);
      return deployments.list(modelRef, query);
    },
  });

  implementOperation({
    router,
    callers,
    operation: operations.getDeployment,
    handle: async ({ params, credentials }) => {
      const { deployment } = await getVisible(options, params.id, credentials);
      return deployment;
    },
  });

  implementOperation({
    router,
    callers,
    operation: operations.readStepLog,
    handle: async ({ params, query, credentials }) => {
      await getVisible(options, params.id, credentials);
      return deployments.readStepLog(params.id, params.step, query.from);
    },
  });
}

/** @throws NotFoundError as well when the caller may not see the model */
async function getVisible(
  { catalog, deployments }: DeploymentRouterOptions,
  id: string,
  credentials: CallerCredentials,
): Promise<{ deployment: Deployment; model: MlModelEntityV1alpha1 }> {
  const deployment = await deployments.get(id);
  const model = await catalog.getModel(deployment.modelRef, credentials);
  return { deployment, model };
}

function triggerOf({ principal }: CallerCredentials): 'manual' | 'api' {
  return principal.type === 'user' ? 'manual' : 'api';
}

/** @throws NotAllowedError for a service, which may act for the requester */
function approverOf({ principal }: CallerCredentials): string {
  if (principal.type !== 'user') {
    throw new NotAllowedError(
      'Only a person may approve or reject a deployment: sign in to the portal to do it',
    );
  }
  return principal.userEntityRef;
}

/** A service may say whom it asks for; a user asks for nobody else. */
function requesterOf(
  credentials: CallerCredentials,
  { onBehalfOf }: RequestDeployment,
): string {
  return credentials.principal.type === 'service' && onBehalfOf
    ? onBehalfOf
    : callerRefOf(credentials);
}
