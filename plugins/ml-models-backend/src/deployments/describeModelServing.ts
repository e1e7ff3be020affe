import {
  EXTERNAL_RUNTIME,
  ModelServing,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingRuntime } from '@noshelfware/backstage-plugin-ml-models-node';
import { LiveVersionRow } from './DeploymentRow';
import { describeMissingAdapter } from './getAdapter';

export interface DescribeModelServingOptions {
  /** Id of the model's runtime. */
  runtime: string;
  observed: ReadonlyArray<{ name: string; live?: LiveVersionRow }>;
  servingRuntimes: Map<string, ServingRuntime>;
}

/** @returns what is to run a model's versions, and what stands in its way */
export function describeModelServing({
  runtime,
  observed,
  servingRuntimes,
}: DescribeModelServingOptions): ModelServing {
  if (runtime !== EXTERNAL_RUNTIME) {
    return {
      runtime,
      problem: servingRuntimes.has(runtime)
        ? undefined
        : describeMissingAdapter(servingRuntimes, runtime, 'serving runtime'),
    };
  }
  const own = observed.flatMap(({ name, live }) =>
    live && live.runtime !== EXTERNAL_RUNTIME ? [{ name, live }] : [],
  );
  return {
    runtime,
    problem:
      own.length > 0
        ? `${own
            .map(
              ({ name, live }) =>
                `Version ${live.version} still runs in ${name} on the serving runtime '${live.runtime}'`,
            )
            .join(
              ', ',
            )}: stop it there, then the portal learns from inference records what answers`
        : undefined,
  };
}
