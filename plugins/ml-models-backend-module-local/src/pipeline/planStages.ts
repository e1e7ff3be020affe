import { InputError } from '@backstage/errors';
import { PipelineFile } from '@noshelfware/backstage-plugin-ml-models-common';
import { FIRST_STAGE } from './RunRecord';

export interface PlannedStage {
  name: string;
  /** A shell command; absent for a `setup` that the environment cache does. */
  run?: string;
  /** Stages that must have succeeded first. */
  after: string[];
}

/**
 * @returns the stages in the order of the file, each with what it waits for
 * @throws InputError naming the field of `pipeline.yaml` that makes no graph
 */
export function planStages(pipeline: PipelineFile): PlannedStage[] {
  const stages = pipeline.stages.map(
    ({ name, run, after }, index): PlannedStage => ({
      name,
      run,
      after: after ?? (index > 0 ? [pipeline.stages[index - 1].name] : []),
    }),
  );
  assertGraph(stages);
  return pipeline.environment ? withPreparedSetup(stages) : stages;
}

/** The cache does what the command of `setup` would; every stage needs it. */
function withPreparedSetup(stages: PlannedStage[]): PlannedStage[] {
  const others = stages.filter(stage => stage.name !== FIRST_STAGE);
  return [
    { name: FIRST_STAGE, after: [] },
    ...others.map(stage => ({
      ...stage,
      after: [...new Set([FIRST_STAGE, ...stage.after])],
    })),
  ];
}

function assertGraph(stages: PlannedStage[]): void {
  const names = stages.map(stage => stage.name);
  stages.forEach((stage, index) => {
    if (names.indexOf(stage.name) !== index) {
      throw new InputError(
        `pipeline.yaml: stages[${index}].name: there are two stages called '${stage.name}'`,
      );
    }
    const unknown = stage.after.find(name => !names.includes(name));
    if (unknown !== undefined) {
      throw new InputError(
        `pipeline.yaml: stages[${index}].after: there is no stage '${unknown}'; there are ${names.join(
          ', ',
        )}`,
      );
    }
  });
  const stuck = findCycle(stages);
  if (stuck.length > 0) {
    throw new InputError(
      `pipeline.yaml: stages: ${stuck.join(
        ', ',
      )} wait for each other; take a name out of one's 'after'`,
    );
  }
}

/** @returns the stages that can never start (Kahn's algorithm leaves them over) */
function findCycle(stages: PlannedStage[]): string[] {
  const done = new Set<string>();
  let waiting = stages;
  for (;;) {
    const ready = waiting.filter(stage =>
      stage.after.every(name => done.has(name)),
    );
    if (ready.length === 0) {
      return waiting.map(stage => stage.name);
    }
    ready.forEach(stage => done.add(stage.name));
    waiting = waiting.filter(stage => !done.has(stage.name));
  }
}
