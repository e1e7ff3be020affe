import { IncomingMessage, ServerResponse } from 'node:http';
import { CallAccount } from './CallAccount';
import { copyToShadows } from './copyToShadows';
import { forwardedHeaders, GatewayStamp } from './forwardedHeaders';
import { forwardRequest } from './forwardRequest';
import { GatewayPath } from './parseGatewayPath';
import { Destination, TrafficTable } from './TrafficTable';

/** A request to a model. */
export interface TakenCall {
  request: IncomingMessage;
  response: ServerResponse;
  path: GatewayPath;
  stamp: GatewayStamp;
  account: CallAccount;
  /** Epoch milliseconds. */
  takenMs: number;
}

/**
 * Forwards a request to the first version that takes it. The second is asked only
 * when the first refused to, and no third.
 *
 * @returns `refused` when no version has seen anything of the request
 */
export async function askInTurn(
  candidates: Destination[],
  { request, response, path, stamp, account }: TakenCall,
  { table, replayToken }: { table: TrafficTable; replayToken: string },
): Promise<'ended' | 'refused'> {
  const headersFor = (traffic: Destination['traffic']) =>
    forwardedHeaders(request.headers, { stamp, traffic, replayToken });
  const shadows = path.version === undefined ? table.shadows(path.route) : [];
  for (const candidate of candidates.slice(0, 2)) {
    const { upstream, traffic } = candidate;
    if (upstream.port === undefined) {
      continue;
    }
    const outcome = await forwardRequest({
      request,
      response,
      upstream,
      path: path.rest,
      headers: headersFor(traffic),
      onConnected: () =>
        copyToShadows({
          request,
          shadows,
          path: path.rest,
          headers: headersFor('shadow'),
          onAnswered: (shadow, statusCode) =>
            account.answered(shadow, statusCode),
        }),
      onAnswered: statusCode => {
        upstream.noteAnswer(statusCode, Date.now());
        account.answered(upstream, statusCode);
      },
      onBroken: (statusCode, message) =>
        account.unanswered(candidate, {
          statusCode,
          message,
          error: 'AnswerBrokenOff',
        }),
    });
    if (outcome === 'answered') {
      upstream.served[traffic] += 1;
    }
    if (outcome !== 'refused') {
      return 'ended';
    }
  }
  return 'refused';
}
