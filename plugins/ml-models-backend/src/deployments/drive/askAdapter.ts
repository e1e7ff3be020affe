import {
  PipelineEngine,
  ServingRuntime,
} from '@noshelfware/backstage-plugin-ml-models-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { AdapterMethod, AnswerLimits } from './answerLimits';
import { askAgain, Asker } from './askAgain';
import { SilenceError } from './SilenceError';

export interface AdapterCall<Answer> {
  adapter: PipelineEngine | ServingRuntime;
  method: AdapterMethod;
  ask(): Promise<Answer>;
}

/** Who asks, and how long it waits for which answer. */
export interface AdapterAsker extends Asker {
  readonly options: Asker['options'] & { timing: { answerMs: AnswerLimits } };
}

/**
 * Calls an engine or a runtime, and again if it does not answer, or not in time.
 *
 * @throws DeploymentError when it never answers, and what it refuses with
 */
export async function askAdapter<Answer>(
  asker: AdapterAsker,
  { adapter, method, ask }: AdapterCall<Answer>,
): Promise<Answer> {
  const limitMs = asker.options.timing.answerMs[method];
  return askAgain(asker, async signal => {
    const tooLate = async () => {
      await sleep(limitMs, undefined, { signal });
      throw new SilenceError(
        `${nameOf(adapter)} has not answered '${method}' within ${
          limitMs / 1_000
        } s: see whether it hangs, then retry`,
      );
    };
    return Promise.race([ask(), tooLate()]);
  });
}

function nameOf(adapter: PipelineEngine | ServingRuntime): string {
  const kind = 'trigger' in adapter ? 'pipeline engine' : 'serving runtime';
  return `The ${kind} '${adapter.id}'`;
}
