import { ModelReport } from '@noshelfware/backstage-plugin-ml-models-common';
import {
  describeMissedGate,
  PipelineEngine,
  PipelineRunOutput,
  PipelineRunRef,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { listSteps } from '../store/findDeployments';
import { REGISTER_STEP } from '../releaseSteps';
import { findOwnLiveVersion } from '../store/liveVersions';
import { askAdapter } from './askAdapter';
import { askCatalog } from './askCatalog';
import { DeploymentError } from './DeploymentError';
import { DeploymentRun } from './DeploymentRun';

/** Looks for a version that a workflow registers itself, before giving up. */
const SELF_REGISTERED_LOOKS = 240;

/**
 * Registers what a run has built. Version, baseline and the deployment's note
 * of the number are one transaction: none of them is ever made twice.
 *
 * @throws DeploymentError when the evaluation gate was not passed
 */
export async function registerBuild(
  run: DeploymentRun,
  build: { engine: PipelineEngine; ref: PipelineRunRef },
): Promise<void> {
  await run.step(REGISTER_STEP, {}, async () => {
    const output = await askAdapter(run, {
      adapter: build.engine,
      method: 'readOutput',
      ask: () => build.engine.readOutput(build.ref),
    });
    if (output) {
      assertGatePassed(output.report.gate);
      await registerOutput(run, build.ref, output);
    } else {
      await adoptVersion(run, build.ref);
    }
    return `Version ${run.row.version} registered${await tellOfData(run)}`;
  });
}

async function registerOutput(
  run: DeploymentRun,
  ref: PipelineRunRef,
  output: PipelineRunOutput,
): Promise<void> {
  const { row, options } = run;
  const built = {
    ...output,
    modelRef: row.model_ref,
    runId: ref.runId,
    createdBy: row.requested_by ?? undefined,
    buildSeconds: await measureBuild(run),
  };
  const register = await askCatalog(run, () => options.versions.prepare(built));
  let version: number | null = null;
  await run.write(
    { status: 'registered', commit: JSON.stringify(output.commit) },
    async trx => {
      version = await register(trx);
      await trx('deployments').where({ id: row.id }).update({ version });
    },
  );
  run.row.version = version;
}

/** Of a retrain: whether there was anything new to learn from. */
async function tellOfData({ options, row, target }: DeploymentRun) {
  const live =
    row.retrain !== null &&
    (await findOwnLiveVersion(options.database, target));
  if (!live) {
    return '';
  }
  const digestOf = async (version: number) => {
    const { report } = await options.versions.get(row.model_ref, version);
    return report?.data?.digest;
  };
  const before = await digestOf(live.version);
  const now = await digestOf(row.version ?? 0);
  if (before === undefined || now === undefined) {
    return `; whether its data are others than those of version ${live.version} is not known, as a model report names no digest of them`;
  }
  return before === now
    ? `; its data are the same as those of version ${live.version}, which is live`
    : `; its data are others than those of version ${live.version}, which is live`;
}

/** The workflow registers by HTTP; its request may come after its end is seen. */
async function adoptVersion(
  run: DeploymentRun,
  ref: PipelineRunRef,
): Promise<void> {
  for (let look = 0; look < SELF_REGISTERED_LOOKS; look += 1) {
    await run.assertNotCancelled();
    const registered = await run.options.versions.findOfRun(
      run.row.model_ref,
      ref.runId,
    );
    if (registered) {
      // Not noted before: a retry goes on with the version that is.
      assertGatePassed(registered.gate);
      const { version } = registered;
      await run.write({ status: 'registered', version });
      return;
    }
    await run.pause();
  }
  throw new DeploymentError({
    message: `The pipeline run ${ref.runId} succeeded but has not registered a version: let its workflow end with POST /models/…/versions and this runId`,
  });
}

function assertGatePassed(gate: ModelReport['gate']): void {
  if (gate?.passed === false) {
    throw new DeploymentError({ message: describeMissedGate(gate) });
  }
}

/** @returns seconds from the start of the first stage to now */
async function measureBuild(run: DeploymentRun): Promise<number | undefined> {
  const [first] = await listSteps(run.options.database, [run.row.id]);
  return first?.started_at
    ? (run.options.now().getTime() - new Date(first.started_at).getTime()) /
        1000
    : undefined;
}
