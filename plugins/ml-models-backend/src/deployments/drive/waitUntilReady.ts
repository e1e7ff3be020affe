import {
  findFirstErrorLine,
  VersionServingStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { DeploymentError } from './DeploymentError';

export interface WaitUntilReadyOptions {
  version: number;
  /** From now: time that the portal was down counts for no service. */
  timeoutMs: number;
  /** @returns undefined while the runtime does not know the version */
  look(): Promise<VersionServingStatus | undefined>;
  pause(): Promise<void>;
  /** Takes what a service that failed has said, a line at a time. */
  log(line: string): Promise<void>;
}

/**
 * @throws DeploymentError when the service crashes and nobody starts it again, or is
 *   not ready in time
 */
export async function waitUntilReady(
  options: WaitUntilReadyOptions,
): Promise<void> {
  const { version, timeoutMs, look, pause, log } = options;
  const giveUpAt = performance.now() + timeoutMs;
  for (;;) {
    const status = await look();
    if (status?.state === 'ready') {
      return;
    }
    if (status?.state === 'crashed' && !status.startsAgain) {
      throw await serviceError(
        `The service of version ${version} did not start`,
        status,
        log,
      );
    }
    if (performance.now() > giveUpAt) {
      throw await serviceError(
        `The service of version ${version} was not ready within ${
          timeoutMs / 1000
        } s; GET /v2/health/ready has to answer 200`,
        status,
        log,
      );
    }
    await pause();
  }
}

/** In a message there is room for one line of what a service said; the log has all. */
async function serviceError(
  message: string,
  status: VersionServingStatus | undefined,
  log: WaitUntilReadyOptions['log'],
): Promise<DeploymentError> {
  const said = status?.message?.trimEnd() ?? '';
  const [first, ...printed] = said.split('\n');
  for (const line of printed) {
    await log(line);
  }
  return new DeploymentError({
    message: first ? `${message}: ${first}` : message,
    firstErrorLine: findFirstErrorLine(printed.join('\n')),
  });
}
