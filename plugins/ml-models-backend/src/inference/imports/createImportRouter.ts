import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import {
  importQuerySchema,
  ImportReport,
  operations,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { audited } from '../../http/audited';
import { parseRequestPart } from '../../http/parseRequestPart';
import { modelRefOf } from '../../http/pathParameters';
import { contentTypeOf } from '../body/contentTypeOf';
import { BodyLimits, openBody } from '../../http/body/openBody';
import { ReceptionGate } from '../ReceptionGate';
import { ALL_REJECTED_STATUS } from '../records/allRejected';
import { encodeError } from '../records/encodeError';
import { sendReceptionError } from '../sendReceptionError';
import { authoriseImport, ImportAuthorisers } from './authoriseImport';
import { importFile } from './importFile';
import { ImportFileOptions } from './importOptions';

export interface ImportRouterOptions
  extends ImportFileOptions,
    ImportAuthorisers {
  auditor: AuditorService;
  /** Lets a few in at once: each takes a share of what the log can store. */
  gate: ReceptionGate;
  logger: LoggerService;
}

/** Below `/api/ml-models`; also what the auth policy leaves to this router. */
export const IMPORTS_PATH = operations.importRecords.path;

/** A month of a busy model; never held, so that these bound time and not memory. */
const FILE_LIMITS: BodyLimits = {
  packedBytesMax: 16 * 1024 ** 3,
  expandedBytesMax: 64 * 1024 ** 3,
};

/** Imports files; the body of a request is the file, read as it comes in. */
export function createImportRouter(options: ImportRouterOptions): Router {
  const router = PromiseRouter();
  router.post(IMPORTS_PATH, async (request, response) => {
    try {
      const modelRef = modelRefOf(request.params);
      const report = await answerImport(options, request, modelRef);
      response.status(tookNothing(report) ? ALL_REJECTED_STATUS : 200);
      response.json(report);
    } catch (error) {
      sendImportError(options, response, error);
    }
  });
  return router;
}

async function answerImport(
  options: ImportRouterOptions,
  request: Request,
  modelRef: string,
): Promise<ImportReport> {
  const grant = await authoriseImport(options, request, modelRef);
  const query = parseRequestPart(importQuerySchema, request.query, 'query');
  const run = () =>
    options.gate.pass(async () => {
      const chunks = openBody(request, FILE_LIMITS);
      const file = { contentType: contentTypeOf(request), chunks };
      return importFile(options, { file, modelRef, query, grant });
    });
  if (query.dryRun) {
    return run();
  }
  return audited(
    options.auditor,
    {
      // Not with the request: the auditor would take its token for Backstage's.
      eventId: 'records-import',
      meta: { modelRef, format: query.format, importedBy: grant.sender },
    },
    run,
    ({ inferences, newInferences, feedback, rejected }) => ({
      inferences,
      newInferences,
      feedback,
      rejected,
    }),
  );
}

function tookNothing({ inferences, feedback, rejected }: ImportReport) {
  return rejected > 0 && inferences + feedback === 0;
}

function sendImportError(
  { logger }: ImportRouterOptions,
  response: Response,
  error: unknown,
): void {
  sendReceptionError({ logger, response }, error, encodeError);
}
