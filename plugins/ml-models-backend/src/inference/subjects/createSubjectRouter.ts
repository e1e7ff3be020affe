import { AuditorService } from '@backstage/backend-plugin-api';
import {
  operations,
  SubjectDeletion,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { InferenceLogStore } from '@noshelfware/backstage-plugin-ml-models-node';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Knex } from 'knex';
import { audited } from '../../http/audited';
import { CallerAccess } from '../../http/CallerAccess';
import { implementOperation } from '../../http/implementOperation';
import { modelRefOf } from '../../http/pathParameters';
import { hashValue } from '../../hashValue';
import { ModelReadAccess } from '../ModelReadAccess';
import { ModelKeys } from '../ModelKeys';
import { Subject } from './Subject';

export interface SubjectRouterOptions {
  access: ModelReadAccess;
  auditor: AuditorService;
  callers: CallerAccess;
  knex: Knex;
  modelKeys: ModelKeys;
  store: InferenceLogStore;
}

/** Deletes what a model's log has about one subject. */
export function createSubjectRouter(options: SubjectRouterOptions): Router {
  const { access, auditor, callers, knex, modelKeys, store } = options;
  const router = PromiseRouter();
  implementOperation({
    router,
    callers,
    operation: operations.deleteSubject,
    handle: async ({ params, body, credentials, request }) => {
      const modelRef = modelRefOf(params);
      await access.assertReadable(credentials, modelRef);
      const model = await modelKeys.find(knex, modelRef);
      if (!model) {
        return { dryRun: body.dryRun, records: 0, waitingFeedback: 0 };
      }
      const { path, value, dryRun } = body;
      const subject = new Subject(path, value, model.redactionKey);
      // The trace must not be the last place to have the value in it.
      const hashed = hashValue(value, model.redactionKey);
      return audited(
        auditor,
        {
          eventId: 'subject-delete',
          severityLevel: dryRun ? 'low' : 'high',
          request,
          meta: { modelRef, path, subject: hashed, dryRun },
        },
        async () => ({
          dryRun,
          ...(await store.deleteSubject({ modelRef, subject, dryRun })),
        }),
        toMeta,
      );
    },
  });
  return router;
}

function toMeta({ records, waitingFeedback }: SubjectDeletion) {
  return { records, waitingFeedback };
}
