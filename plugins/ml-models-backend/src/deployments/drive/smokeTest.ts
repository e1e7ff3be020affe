import { parseEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { toInferRequest } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  ServingRuntime,
  VersionServingStatus,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { z } from 'zod';
import { SMOKE_STEP } from '../releaseSteps';
import { ReleasableVersion } from '../VersionRegistry';
import { askAgain } from './askAgain';
import { DeploymentError } from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';
import { findServed } from './startVersion';

/** As much of an infer response as we judge by. */
const inferResponseSchema = z.object({
  outputs: z
    .array(z.object({ name: z.string(), data: z.array(z.unknown()).min(1) }))
    .min(1),
});

/** What is shown of an answer that is not as expected, in characters. */
const SHOWN_ANSWER = 500;

/**
 * Asks the version one prediction that is known to be valid, past the gateway,
 * before any caller can.
 *
 * @throws DeploymentError when the answer is not a prediction
 */
export async function smokeTest(
  run: DeploymentRun,
  runtime: ServingRuntime,
  released: ReleasableVersion,
): Promise<void> {
  await run.step(SMOKE_STEP, { status: 'smoke' }, () =>
    askForPrediction(run, runtime, released),
  );
}

/**
 * @param find - the status of what is asked; default: of the version that runs
 * @returns what the version did, for whoever reads the deployment
 * @throws DeploymentError when the answer is not a prediction
 */
export async function askForPrediction(
  run: DeploymentRun,
  runtime: ServingRuntime,
  released: ReleasableVersion,
  find = () => findServed(run, runtime, released.version),
): Promise<string> {
  const url = getUrl(await find(), released.version);
  if (!released.exampleInputs) {
    await expectOk(run, `${url}/v2/health/ready`, { method: 'GET' });
    return 'It says it is ready; there is no reference row to try a prediction with';
  }
  const name = parseEntityRef(run.row.model_ref).name;
  const answer = await expectOk(run, `${url}/v2/models/${name}/infer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(
      toInferRequest(released.exampleInputs, released.signature),
    ),
  });
  assertPrediction(answer, released);
  return 'It answered the first reference row';
}

function getUrl(
  served: VersionServingStatus | undefined,
  version: number,
): string {
  if (!served?.url) {
    throw new DeploymentError({
      message: `Version ${version} was ready, but its runtime does not tell where it can be reached (it is ${
        served?.state ?? 'gone'
      }): retry the deployment`,
    });
  }
  return served.url.replace(/\/$/, '');
}

async function expectOk(
  run: DeploymentRun,
  url: string,
  request: RequestInit,
): Promise<string> {
  const response = await askAgain(run, () => send(run, url, request));
  await run.log(`${request.method} ${url} answered ${response.status}`);
  if (response.status !== 200) {
    throw new DeploymentError({
      message: `The smoke test got ${
        response.status
      } instead of 200: ${response.body.slice(0, SHOWN_ANSWER)}`,
    });
  }
  return response.body;
}

/** Shadow traffic: it counts for no measure of the model. */
async function send(
  run: DeploymentRun,
  url: string,
  request: RequestInit,
): Promise<{ status: number; body: string }> {
  const { fetch, timing } = run.options;
  const timeout = AbortSignal.timeout(timing.smokeTimeoutMs);
  try {
    const response = await fetch(url, {
      ...request,
      headers: { ...request.headers, 'x-noshelfware-traffic': 'shadow' },
      signal: AbortSignal.any([timeout, run.signal]),
    });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    run.signal.throwIfAborted();
    const { message, cause } = toError(error);
    const told = `The smoke test got no answer from ${url}: ${message}${
      cause ? ` (${toError(cause).message})` : ''
    }`;
    if (timeout.aborted) throw new DeploymentError({ message: told });
    // A gateway that died is back in a moment: this says nothing of the version.
    throw new Error(told);
  }
}

function assertPrediction(answer: string, released: ReleasableVersion): void {
  const parsed = inferResponseSchema.safeParse(tryParseJson(answer));
  const names = parsed.data?.outputs.map(output => output.name) ?? [];
  const missing = released.signature?.outputs
    .map(output => output.name)
    .filter(name => !names.includes(name));
  if (!parsed.success || missing?.length) {
    throw new DeploymentError({
      message: `The smoke test got an answer without ${
        parsed.success
          ? `the outputs ${missing?.join(', ')} of the signature`
          : 'well-formed outputs'
      }: ${answer.slice(0, SHOWN_ANSWER)}`,
    });
  }
}

function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is not a prediction either; the schema says so.
    return undefined;
  }
}
