import { LoggerService } from '@backstage/backend-plugin-api';
import {
  operations,
  sendRecordsQuerySchema,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { parseRequestPart } from '../../http/parseRequestPart';
import { authoriseIngest } from '../authoriseIngest';
import { contentTypeOf } from '../body/contentTypeOf';
import { readBody } from '../body/readBody';
import { RequestBudget } from '../body/RequestBudget';
import { IngestAuthoriser } from '../IngestAuthoriser';
import { ReceptionGate } from '../ReceptionGate';
import { sendReceptionError } from '../sendReceptionError';
import { ALL_REJECTED_STATUS } from './allRejected';
import { decodeRecords } from './decodeRecords';
import { encodeError } from './encodeError';
import { ReceiveRecordsOptions, receiveRecords } from './receiveRecords';

export interface RecordsRouterOptions extends ReceiveRecordsOptions {
  authoriser: IngestAuthoriser;
  gate: ReceptionGate;
  logger: LoggerService;
}

/** Below `/api/ml-models`; also what the auth policy leaves to this router. */
export const RECORDS_PATH = operations.sendRecords.path;

/** Receives records as plain JSON, with an ingest token as OpenTelemetry logs are. */
export function createRecordsRouter(options: RecordsRouterOptions): Router {
  const router = PromiseRouter();
  router.post(RECORDS_PATH, (request, response) =>
    answerRecords(options, request, response),
  );
  return router;
}

async function answerRecords(
  options: RecordsRouterOptions,
  request: Request,
  response: Response,
): Promise<void> {
  const { authoriser, gate, logger } = options;
  try {
    const grant = await authoriseIngest(authoriser, request);
    const defaults = parseRequestPart(
      sendRecordsQuerySchema,
      request.query,
      'query',
    );
    const answer = await gate.pass(async hold => {
      const body = await readBody(request, hold);
      const budget = new RequestBudget(hold);
      const items = decodeRecords(body, contentTypeOf(request), budget);
      return receiveRecords(options, { items, grant, defaults, budget });
    });
    const nothingTaken = answer.rejected > 0 && answer.ids.every(id => !id);
    response.status(nothingTaken ? ALL_REJECTED_STATUS : 200).json(answer);
  } catch (error) {
    sendReceptionError({ logger, response }, error, encodeError);
  }
}
