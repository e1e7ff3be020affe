import { operations } from '@noshelfware/backstage-plugin-ml-models-common';
import { Backends } from './Backends';
import { DeploymentWatch } from './DeploymentWatch';
import { Point } from './kinds';

/** Owns the tiny model as its deployments' requester does. */
const OTHER_OWNER = 'user:default/jonas-lindqvist';

export interface DecideOptions {
  backends: Backends;
  params: { namespace: string; name: string };
  id: string;
  watch: DeploymentWatch;
  /** Called when a decision is waited for; what is decided comes after it. */
  pause(at: Point): Promise<void>;
}

/** Lets a deployment go on wherever it waits for somebody, until it has ended. */
export async function decideAll(options: DecideOptions): Promise<void> {
  const { backends, params, id, watch, pause } = options;
  const input = {
    params: { ...params, id },
    body: { decision: 'approved' as const },
  };
  const decisions = [
    { step: 'approve', operation: operations.decideApproval },
    { step: 'hold', operation: operations.decideHold },
  ];
  for (const { step, operation } of decisions) {
    const at: Point = { at: 'inside', step };
    if (await watch.reach(at)) {
      await pause(at);
      await backends.ask(user => user.call(operation, input), OTHER_OWNER);
    }
  }
}
