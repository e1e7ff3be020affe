import { LoggerService } from '@backstage/backend-plugin-api';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { authoriseIngest } from './authoriseIngest';
import { contentTypeOf } from './body/contentTypeOf';
import { readBody } from './body/readBody';
import { RequestBudget } from './body/RequestBudget';
import { UnsupportedMediaTypeError } from '../http/body/UnsupportedMediaTypeError';
import { IngestAuthoriser } from './IngestAuthoriser';
import { decodeJsonLogs } from './otlp/decodeJsonLogs';
import { decodeProtobufLogs } from './otlp/decodeProtobufLogs';
import {
  encodeLogsResponse,
  encodeStatus,
  OTLP_CONTENT_TYPES,
  OtlpEncoding,
} from './otlp/encodeLogsAnswer';
import { OneAtATime } from './OneAtATime';
import { readLogs } from './readLogs';
import { receiveLogs } from './receiveLogs';
import { ReceptionOptions } from './Reception';
import { HoldBytes, ReceptionGate } from './ReceptionGate';
import { Rejection } from './ReportedInference';
import { Report } from './Report';
import { sendReceptionError } from './sendReceptionError';

export interface OtlpRouterOptions extends ReceptionOptions {
  authoriser: IngestAuthoriser;
  gate: ReceptionGate;
  logger: LoggerService;
}

/** Below `/api/ml-models`; also what the auth policy leaves to this router. */
export const OTLP_PATH = '/otlp';

/**
 * Receives OpenTelemetry logs over HTTP. Its requests carry ingest tokens, not
 * credentials of Backstage, and bodies that no other parser may touch: it is
 * to be mounted before any of those.
 */
export function createOtlpRouter(options: OtlpRouterOptions): Router {
  const router = PromiseRouter();
  const reading = new OneAtATime();
  router.post(`${OTLP_PATH}/v1/logs`, (request, response) =>
    answerLogs({ ...options, reading }, request, response),
  );
  return router;
}

interface ReceptionOfLogs extends OtlpRouterOptions {
  /** Two requests at once would both be held for as long as both take. */
  reading: OneAtATime;
}

async function answerLogs(
  options: ReceptionOfLogs,
  request: Request,
  response: Response,
): Promise<void> {
  const known = findEncoding(request);
  const encoding = known ?? 'json';
  try {
    const grant = await authoriseIngest(options.authoriser, request);
    const partialSuccess = await options.gate.pass(hold =>
      receiveLogs(
        options,
        () => readReports(options, request, known, hold),
        grant,
      ),
    );
    const body = encodeLogsResponse(encoding, partialSuccess);
    response
      .setHeader('Content-Type', OTLP_CONTENT_TYPES[encoding])
      .setHeader('Content-Length', body.length)
      .end(body);
  } catch (error) {
    sendReceptionError(
      { logger: options.logger, response },
      error,
      ({ code, message }) => ({
        type: OTLP_CONTENT_TYPES[encoding],
        body: encodeStatus(encoding, { code, message }),
      }),
    );
  }
}

async function readReports(
  { reading }: ReceptionOfLogs,
  request: Request,
  encoding: OtlpEncoding | undefined,
  hold: HoldBytes,
): Promise<(Report | Rejection)[]> {
  if (!encoding) {
    throw new UnsupportedMediaTypeError(
      `Content-Type '${request.headers['content-type']}' is not understood: send application/x-protobuf or application/json`,
    );
  }
  const body = await readBody(request, hold);
  const decodeLogs = encoding === 'json' ? decodeJsonLogs : decodeProtobufLogs;
  return reading.run(() => readLogs(decodeLogs(body, new RequestBudget(hold))));
}

function findEncoding(request: Request): OtlpEncoding | undefined {
  switch (contentTypeOf(request)) {
    case OTLP_CONTENT_TYPES.protobuf:
      return 'protobuf';
    case OTLP_CONTENT_TYPES.json:
      return 'json';
    default:
      return undefined;
  }
}
