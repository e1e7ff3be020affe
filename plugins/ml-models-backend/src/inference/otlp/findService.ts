import { rememberLast } from '../../rememberLast';
import { findText } from './logAttributes';
import { OtlpAttributes } from './OtlpLog';

/** Identifiers; what senders use is below 100 characters. */
const NAME_LENGTH_MAX = 256;

/** What a resource says of all the logs that it has. */
export interface LoggingService {
  /** `service.version` */
  version?: string;
  /** `deployment.environment.name` */
  environment?: string;
  /** `service.instance.id` */
  instanceId?: string;
}

/** Reads what the resource of a log says. */
export const findService = rememberLast(
  (resource: OtlpAttributes): LoggingService => ({
    version: findText(resource, 'service.version', NAME_LENGTH_MAX),
    environment:
      findText(resource, 'deployment.environment.name', NAME_LENGTH_MAX) ??
      findText(resource, 'deployment.environment', NAME_LENGTH_MAX),
    instanceId: findText(resource, 'service.instance.id', NAME_LENGTH_MAX),
  }),
);
