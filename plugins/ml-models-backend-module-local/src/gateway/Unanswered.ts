import { TrafficRole } from './Upstream';

/** A prediction that was asked of a version, and that no service answered. */
export interface Unanswered {
  route: string;
  version: number;
  traffic: TrafficRole;
  gatewayId: string;
  requestId: string;
  /** When the gateway took the request; epoch milliseconds. */
  takenMs: number;
  /** What the caller got in its place. */
  statusCode: number;
  /** As exceptions are grouped by. */
  error: 'ServiceDown' | 'ServiceStarting' | 'AnswerBrokenOff';
  message: string;
}
