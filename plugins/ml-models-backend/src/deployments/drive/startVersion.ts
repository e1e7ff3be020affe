import {
  ServableVersion,
  ServingRuntime,
  VersionServingStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { ReleasableVersion } from '../VersionRegistry';
import { askAdapter } from './askAdapter';
import { START_STEP } from '../releaseSteps';
import { DeploymentError } from './DeploymentError';
import { DeploymentRun, DriveOptions } from './DeploymentRun';
import { waitUntilReady } from './waitUntilReady';

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
  await run.step(START_STEP, { status: 'starting' }, async () => {
    await bringUp(run, runtime, released);
    return `Version ${released.version} is ready`;
  });
}

/**
 * Starts a version, unless it runs, and waits until it is ready.
 *
 * @throws DeploymentError when it crashes or is not ready in time
 */
export async function bringUp(
  run: DeploymentRun,
  runtime: ServingRuntime,
  released: ReleasableVersion,
): Promise<void> {
  const { version } = released;
  const before = await findServed(run, runtime, version);
  if (isUnderWay(before)) {
    await run.log(`Version ${version} runs already`);
  } else {
    const servable = await toServable(run.options, run.target, released);
    await askAdapter(run, {
      adapter: runtime,
      method: 'start',
      ask: () => runtime.start(servable),
    });
    await run.log(`Version ${version} started`);
  }
  await awaitReady(run, runtime, version);
}

/**
 * Waits until a version is ready that has been started, by whomever.
 *
 * @throws DeploymentError when it is not in time
 */
export async function awaitReady(
  run: DeploymentRun,
  runtime: ServingRuntime,
  version: number,
): Promise<void> {
  await waitUntilReady({
    version,
    timeoutMs: run.options.timing.readyTimeoutMs,
    look: async () => {
      await run.assertNotCancelled();
      return findServed(run, runtime, version);
    },
    pause: () => run.pause(),
    log: line => run.log(line),
  });
}

/**
 * Mints a token for the service. Tokens from before stay good: a start that a
 * crash cut short may have handed one to a service that lives.
 *
 * @throws DeploymentError for a version without an artifact
 */
export async function toServable(
  options: Pick<DriveOptions, 'tokens' | 'getTelemetryEndpoint'>,
  target: { modelRef: string; environment: string },
  { version, artifact }: ReleasableVersion,
): Promise<ServableVersion> {
  if (!artifact) {
    throw new DeploymentError({
      message: `Version ${version} came without an artifact, so there is nothing to start: deploy a commit instead`,
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
  const { versions } = await askAdapter(run, {
    adapter: runtime,
    method: 'describe',
    ask: () => runtime.describe(run.target),
  });
  return versions.find(served => served.version === version);
}
