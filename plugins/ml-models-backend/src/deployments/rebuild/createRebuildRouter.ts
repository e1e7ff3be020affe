import { AuditorService } from '@backstage/backend-plugin-api';
import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { audited } from '../../http/audited';
import { CallerAccess } from '../../http/CallerAccess';
import { callerRefOf } from '../../http/callerRefOf';
import { implementOperation } from '../../http/implementOperation';
import { Rebuilds } from './Rebuilds';

export interface RebuildRouterOptions {
  auditor: AuditorService;
  callers: CallerAccess;
  rebuilds: Rebuilds;
}

/** Rebuilds of whole environments: start, list, follow, cancel. */
export function createRebuildRouter({
  auditor,
  callers,
  rebuilds,
}: RebuildRouterOptions): Router {
  const router = PromiseRouter();

  implementOperation({
    router,
    callers,
    operation: operations.listRebuilds,
    handle: () => rebuilds.list(),
  });

  implementOperation({
    router,
    callers,
    operation: operations.startRebuild,
    status: 201,
    handle: ({ body, credentials, request }) => {
      const { environment } = body;
      const requestedBy = callerRefOf(credentials);
      return audited(
        auditor,
        { eventId: 'environment-rebuild', request, meta: { environment } },
        () => rebuilds.start({ ...body, requestedBy }),
        ({ id, items }) => ({ id, models: items.length }),
      );
    },
  });

  implementOperation({
    router,
    callers,
    operation: operations.getRebuild,
    handle: ({ params }) => rebuilds.get(params.id),
  });

  implementOperation({
    router,
    callers,
    operation: operations.cancelRebuild,
    handle: ({ params, credentials, request }) =>
      audited(
        auditor,
        {
          eventId: 'environment-rebuild-cancel',
          request,
          meta: { id: params.id },
        },
        () => rebuilds.cancel(params.id, callerRefOf(credentials)),
      ),
  });

  return router;
}
