import {
  ServableVersion,
  ServingRuntime,
  VersionServingStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { ReleasableVersion } from '../VersionRegistry';
import { askAdapter } from './askAdapter';
import { DeploymentError } from './DeploymentError';
import { DeploymentRun, DriveOptions } from './DeploymentRun';

/**
 * Starts a version beside those that run, and waits until it is ready.
 *
 * @throws DeploymentError when it crashes or is not ready in time
 */
export async function startVersion(
  run: DeploymentRun,
  runtime: ServingRuntime,
  released: ReleasableVersion,
): Promise<void> {
  const { version } = released;
  await run.step('start', { status: 'starting' }, async () => {
    const before = await findServed(run, runtime, version);
    if (isUnderWay(before)) {
      await run.log(`Version ${version} runs already`);
    } else {
      const servable = await toServable(run.options, run.target, released);
      await askAdapter(run, () => runtime.start(servable));
      await run.log(`Version ${version} started`);
    }
    await waitUntilReady(run, runtime, version);
    return `Version ${version} is ready`;
  });
}

/**
 * Mints a token for the service. Tokens from before stay good: a start that a
 * crash cut short may have handed one to a service that lives.
 *
 * @throws DeploymentError for a version that was only observed
 */
export async function toServable(
  options: Pick<DriveOptions, 'tokens' | 'getTelemetryEndpoint'>,
  target: { modelRef: string; environment: string },
  { version, artifact }: ReleasableVersion,
): Promise<ServableVersion> {
  if (!artifact) {
    throw new DeploymentError({
      message: `Version ${version} has only been seen in inference records; there is nothing to start: deploy a commit instead`,
    });
  }
  return {
    ...target,
    version,
    artifactUri: artifact.uri,
    artifactDigest: artifact.digest,
    telemetry: {
      endpoint: await options.getTelemetryEndpoint(),
      token: await options.tokens.issue({ ...target, version }),
    },
  };
}

export function isUnderWay(status: VersionServingStatus | undefined): boolean {
  return status?.state === 'starting' || status?.state === 'ready';
}

export async function findServed(
  run: DeploymentRun,
  runtime: ServingRuntime,
  version: number,
): Promise<VersionServingStatus | undefined> {
  const { versions } = await askAdapter(run, () =>
    runtime.describe(run.target),
  );
  return versions.find(served => served.version === version);
}

async function waitUntilReady(
  run: DeploymentRun,
  runtime: ServingRuntime,
  version: number,
): Promise<void> {
  const { readyTimeoutMs } = run.options.timing;
  const giveUpAt = performance.now() + readyTimeoutMs;
  for (;;) {
    await run.assertNotCancelled();
    const status = await findServed(run, runtime, version);
    if (status?.state === 'ready') {
      return;
    }
    if (status?.state === 'crashed') {
      throw new DeploymentError({
        message: `The service of version ${version} crashed before it was ready${lastLines(
          status,
        )}`,
        firstErrorLine: firstErrorLine(status.message),
      });
    }
    if (performance.now() > giveUpAt) {
      throw new DeploymentError({
        message: `The service of version ${version} was not ready within ${
          readyTimeoutMs / 1000
        } s; GET /v2/health/ready has to answer 200${lastLines(status)}`,
        firstErrorLine: firstErrorLine(status?.message),
      });
    }
    await run.pause();
  }
}

function lastLines(status: VersionServingStatus | undefined): string {
  return status?.message ? `: ${status.message}` : '';
}

/** @returns the first line that names an error, as most languages print it */
function firstErrorLine(text: string | undefined): string | undefined {
  return text
    ?.split('\n')
    .map(line => line.trim())
    .find(line => /\b\w*(error|exception|fatal|panic)\b/i.test(line));
}
