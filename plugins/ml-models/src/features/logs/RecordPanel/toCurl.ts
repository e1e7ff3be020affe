import {
  NamedValues,
  RecordedValue,
  Signature,
  toInferRequest,
} from '@noshelfware/backstage-plugin-ml-models-common';

export interface CurlRequest {
  /** Root for Open Inference Protocol calls, without a slash at its end. */
  endpoint: string;
  /** The model's name in the path. */
  model: string;
  inputs: NamedValues;
  signature?: Signature;
}

/** A command for a POSIX shell that asks the model the same again. */
export function toCurl(request: CurlRequest): string {
  const url = `${request.endpoint.replace(
    /\/$/,
    '',
  )}/v2/models/${encodeURIComponent(request.model)}/infer`;
  const body = JSON.stringify(
    toInferRequest(request.inputs, request.signature),
  );
  return [
    `curl -sS ${quote(url)} \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d ${quote(body)}`,
  ].join('\n');
}

/** As a value stands in a record whose model wants it hashed. */
const HASH = /^hmac:[0-9a-f]{32}$/;

/** @returns whether something in it is not what was sent */
export function holdsHash(value: RecordedValue): boolean {
  return typeof value === 'object'
    ? Object.values(value).some(holdsHash)
    : typeof value === 'string' && HASH.test(value);
}

/** In single quotes a shell reads everything as it is, but a single quote. */
function quote(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}
