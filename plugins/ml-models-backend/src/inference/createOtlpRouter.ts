import { LoggerService } from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { readBody } from './body/readBody';
import { RequestBudget } from './body/RequestBudget';
import { UnsupportedMediaTypeError } from './body/UnsupportedMediaTypeError';
import { IngestAuthoriser, IngestGrant } from './IngestAuthoriser';
import { describeOtlpError } from './otlp/describeOtlpError';
import { decodeJsonLogs } from './otlp/decodeJsonLogs';
import { decodeProtobufLogs } from './otlp/decodeProtobufLogs';
import {
  encodeLogsResponse,
  encodeStatus,
  OTLP_CONTENT_TYPES,
  OtlpEncoding,
} from './otlp/encodeLogsAnswer';
import { receiveLogs, ReceiveLogsOptions } from './receiveLogs';
import { HoldBytes, ReceptionGate } from './ReceptionGate';

export interface OtlpRouterOptions extends ReceiveLogsOptions {
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
  router.post(`${OTLP_PATH}/v1/logs`, (request, response) =>
    answerLogs(options, request, response),
  );
  return router;
}

async function answerLogs(
  options: OtlpRouterOptions,
  request: Request,
  response: Response,
): Promise<void> {
  const encoding = findEncoding(request);
  try {
    const grant = await authorise(options.authoriser, request);
    const partialSuccess = await options.gate.pass(async hold =>
      receiveLogs(options, await readLogs(request, encoding, hold), grant),
    );
    send(
      response,
      encoding ?? 'json',
      200,
      encodeLogsResponse(encoding ?? 'json', partialSuccess),
    );
  } catch (error) {
    sendError(options.logger, response, encoding ?? 'json', error);
  }
}

async function readLogs(
  request: Request,
  encoding: OtlpEncoding | undefined,
  hold: HoldBytes,
) {
  if (!encoding) {
    throw new UnsupportedMediaTypeError(
      `Content-Type '${request.headers['content-type']}' is not understood: send application/x-protobuf or application/json`,
    );
  }
  const body = await readBody(request, hold);
  const budget = new RequestBudget(hold);
  return encoding === 'json'
    ? decodeJsonLogs(body, budget)
    : decodeProtobufLogs(body, budget);
}

function findEncoding(request: Request): OtlpEncoding | undefined {
  const [contentType] = (request.headers['content-type'] ?? '').split(';');
  switch (contentType.trim().toLocaleLowerCase('en-US')) {
    case OTLP_CONTENT_TYPES.protobuf:
      return 'protobuf';
    case OTLP_CONTENT_TYPES.json:
      return 'json';
    default:
      return undefined;
  }
}

async function authorise(
  authoriser: IngestAuthoriser,
  request: Request,
): Promise<IngestGrant> {
  const [, secret] =
    /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '') ?? [];
  const grant = secret ? await authoriser.authorise(secret) : undefined;
  if (!grant) {
    throw new AuthenticationError(
      secret
        ? 'The ingest token is wrong or revoked: make one on the page of the model'
        : 'An ingest token is missing: send it as Authorization: Bearer <token>',
    );
  }
  return grant;
}

function sendError(
  logger: LoggerService,
  response: Response,
  encoding: OtlpEncoding,
  error: unknown,
): void {
  const { status, code, message, retryAfterSeconds } = describeOtlpError(error);
  if (status >= 500) {
    logger.error('Receiving logs failed', {
      error: error instanceof Error ? error.stack ?? error.message : `${error}`,
    });
  }
  if (retryAfterSeconds !== undefined) {
    response.setHeader('Retry-After', retryAfterSeconds);
  }
  // What is left of the body has not been read, and never will be.
  response.setHeader('Connection', 'close');
  send(response, encoding, status, encodeStatus(encoding, { code, message }));
}

function send(
  response: Response,
  encoding: OtlpEncoding,
  status: number,
  body: Uint8Array,
): void {
  response
    .status(status)
    .setHeader('Content-Type', OTLP_CONTENT_TYPES[encoding])
    .setHeader('Content-Length', body.length)
    .end(body);
}
