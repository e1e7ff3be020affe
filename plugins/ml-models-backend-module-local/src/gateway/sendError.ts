import { ServerResponse } from 'node:http';

export interface GatewayError {
  status: number;
  /** What happened and what to do. */
  message: string;
  headers?: Record<string, string>;
  /** More members of the JSON. */
  details?: Record<string, unknown>;
}

/** Answers with `{"error": message}`. */
export function sendError(response: ServerResponse, error: GatewayError): void {
  const body = JSON.stringify({ error: error.message, ...error.details });
  response.writeHead(error.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...error.headers,
  });
  response.end(body);
}
