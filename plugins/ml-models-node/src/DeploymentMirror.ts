import { DeploymentTrigger } from '@noshelfware/backstage-plugin-ml-models-common';
import { ServingTarget } from './ServingRuntime';

/**
 * How a deployment is, as far as others are told of it: `queued` until somebody works
 * on it, `in-progress` until it ends, `success` while its version is the live one,
 * `failure` where it went wrong, `error` where people ended it (cancelled, rejected),
 * and `inactive` once another version took over, it was rolled back, or nothing serves.
 */
export type MirroredState =
  | 'queued'
  | 'in-progress'
  | 'success'
  | 'failure'
  | 'error'
  | 'inactive';

/** A deployment as another system is to show it. */
export interface MirroredDeployment extends ServingTarget {
  /** UUID; a mirror shows it once, however often it is told of it. */
  deploymentId: string;
  state: MirroredState;
  trigger: DeploymentTrigger;
  /** Full SHA of what is built, released or stopped. */
  commit: string;
  /** `backstage.io/source-location` of the model, e.g. `url:https://…`. */
  sourceLocation: string;
  /** Absent until it is built. */
  version?: number;
  /** One sentence: how it is, or why it failed. */
  description: string;
  /** Last in the model's order of promotion. */
  isProduction: boolean;
  /** Where people see it in the portal; absent where that has no address. */
  url?: string;
  /** Root of what answers in the environment; absent unless its version is live. */
  environmentUrl?: string;
  /** What the mirror has returned for it before; absent at first. */
  reference?: string;
  /** An earlier call for this state may have had its effect, unknown to us. */
  isRepeated: boolean;
}

export interface ShownDeployment {
  /** By which the mirror finds it again; at most 500 characters. */
  reference: string;
  /** Where people see it there. */
  url?: string;
}

/**
 * Shows deployments somewhere else too, such as where the code of a model is. It is
 * told of each deployment until that has come to its end, by a table of the plugin that
 * survives restarts: of its latest state rather than of each, from any replica, one
 * deployment at a time, and again after a crash. A mirror decides nothing: whatever it
 * does, the deployment goes on.
 */
export interface DeploymentMirror {
  /** Kept with each deployment: never changed once it is in use. */
  readonly id: string;
  /** For people: `GitHub`. */
  readonly title: string;
  /** @returns whether deployments of code that is there are shown; asked often, of itself */
  covers(sourceLocation: string): boolean;
  /**
   * Shows how a deployment is. Looks it up by its id before it makes what it may have
   * made, and gives up by itself after a minute: it is not waited for longer.
   *
   * @throws NotAllowedError, NotFoundError, InputError or ConflictError: this
   *   deployment is not told of again, and the log has the message once. Whatever else
   *   is thrown: it is told again, after some seconds at first and some minutes later.
   */
  show(deployment: MirroredDeployment): Promise<ShownDeployment>;
}
