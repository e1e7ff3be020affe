import { IncomingMessage, ServerResponse } from 'node:http';
import { GatewayPath } from './parseGatewayPath';

/** Whether it asks for the bare address of a model, as people paste it. */
export function isAtFrontDoor(
  { method }: IncomingMessage,
  { rest }: GatewayPath,
): boolean {
  return method === 'GET' && /^\/(?:\?|$)/.test(rest);
}

/** Answers what is at a model's address, and what to ask there. */
export function sendFrontDoor(
  response: ServerResponse,
  { route, version }: GatewayPath,
  versions: number[],
): void {
  const [environment, namespace, name] = route.split('/');
  const address =
    version === undefined ? `/${route}` : `/${route}/versions/${version}`;
  const metadata = `${address}/v2/models/${name}`;
  const body = JSON.stringify({
    model: `${namespace}/${name}`,
    environment,
    versions,
    describe: `GET ${metadata}`,
    predict: `POST ${metadata}/infer`,
  });
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
