import { PlannedStage } from './planStages';

export interface RunStagesOptions {
  stages: PlannedStage[];
  /** Succeeded in an earlier attempt. */
  done: ReadonlySet<string>;
  /** How many run at once. */
  limit: number;
  /** Runs one stage until it has ended; one that throws has failed. */
  run(stage: PlannedStage): Promise<'succeeded' | 'failed'>;
  /** Called at the first failure, for the others to be ended. */
  onFailure(): void;
}

/**
 * Runs stages as their graph allows; where there is a choice, those first that
 * the longest chain waits for. After a failure nothing new starts.
 *
 * @returns once nothing runs any more: whether all succeeded
 */
export async function runStages(options: RunStagesOptions): Promise<boolean> {
  const { limit, run, onFailure } = options;
  const stages = byUrgency(options.stages);
  const done = new Set(options.done);
  const started = new Set(options.done);
  const running = new Map<string, Promise<void>>();
  let hasFailed = false;

  const start = (stage: PlannedStage) => {
    started.add(stage.name);
    const outcomeOf = run(stage).catch(() => 'failed' as const);
    const ended = outcomeOf.then(outcome => {
      running.delete(stage.name);
      if (outcome === 'succeeded') {
        done.add(stage.name);
      } else if (!hasFailed) {
        hasFailed = true;
        onFailure();
      }
    });
    running.set(stage.name, ended);
  };

  const isReady = (stage: PlannedStage) =>
    !hasFailed &&
    !started.has(stage.name) &&
    stage.after.every(name => done.has(name));

  const startReady = () =>
    stages
      .filter(isReady)
      .slice(0, limit - running.size)
      .forEach(start);

  startReady();
  while (running.size > 0) {
    await Promise.race(running.values());
    startReady();
  }
  return !hasFailed;
}

function byUrgency(stages: PlannedStage[]): PlannedStage[] {
  const chain = (name: string): number =>
    stages
      .filter(stage => stage.after.includes(name))
      .reduce((longest, next) => Math.max(longest, 1 + chain(next.name)), 0);
  return [...stages].sort((a, b) => chain(b.name) - chain(a.name));
}
