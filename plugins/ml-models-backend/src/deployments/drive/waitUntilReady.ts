import { VersionServingStatus } from '@noshelfware/backstage-plugin-ml-models-node';
import { DeploymentError } from './DeploymentError';

export interface WaitUntilReadyOptions {
  version: number;
  /** From now: time that the portal was down counts for no service. */
  timeoutMs: number;
  /** @returns undefined while the runtime does not know the version */
  look(): Promise<VersionServingStatus | undefined>;
  pause(): Promise<void>;
}

/** @throws DeploymentError when the service crashes or is not ready in time */
export async function waitUntilReady(
  options: WaitUntilReadyOptions,
): Promise<void> {
  const { version, timeoutMs, look, pause } = options;
  const giveUpAt = performance.now() + timeoutMs;
  for (;;) {
    const status = await look();
    if (status?.state === 'ready') {
      return;
    }
    if (status?.state === 'crashed') {
      throw serviceError(
        `The service of version ${version} crashed before it was ready`,
        status,
      );
    }
    if (performance.now() > giveUpAt) {
      throw serviceError(
        `The service of version ${version} was not ready within ${
          timeoutMs / 1000
        } s; GET /v2/health/ready has to answer 200`,
        status,
      );
    }
    await pause();
  }
}

function serviceError(
  message: string,
  status: VersionServingStatus | undefined,
): DeploymentError {
  const said = status?.message;
  return new DeploymentError({
    message: said ? `${message}: ${said}` : message,
    firstErrorLine: findErrorLine(said),
  });
}

/** @returns the first line that names an error, as most languages print it */
function findErrorLine(text: string | undefined): string | undefined {
  return text
    ?.split('\n')
    .map(line => line.trim())
    .find(line => /\b\w*(error|exception|fatal|panic)\b/i.test(line));
}
