import { ServingRuntime, ServingTarget } from '../ServingRuntime';

/** What the service in an artifact does as it starts. */
export interface ServiceBehaviour {
  /** Printed as a line of its own. */
  prints: string;
  /** Ends with an error right after. Default: answers requests. */
  crashes?: boolean;
}

/** Who answered a request. */
export interface ServiceAnswer {
  /** Of HTTP. */
  status: number;
  /** Undefined: nobody answered for the target. */
  version?: number;
  /** Differs when the version was started anew, e.g. a process id. */
  instance?: string;
}

/** A runtime under test, and what the contract needs around it. */
export interface ServingRuntimeHarness {
  runtime: ServingRuntime;
  /** Makes an artifact that the runtime can fetch. */
  makeArtifact(
    version: number,
    behaviour: ServiceBehaviour,
  ): Promise<{ artifactUri: string; artifactDigest: string }>;
  /** Packs an artifact that the runtime is handed; absent for one that takes none. */
  packArtifact?(behaviour: ServiceBehaviour): Promise<Buffer>;
  /**
   * Asks as a caller would.
   *
   * @param url - an `endpoint` or a version's `url`
   */
  ask(url: string): Promise<ServiceAnswer>;
  /**
   * Ends a service that is ready as an error of its own would. Absent: what becomes of
   * it then is not tested.
   */
  crash?(version: ServingTarget & { version: number }): Promise<void>;
  /** How long a version may take to be ready. Default: 60,000. */
  timeoutMs?: number;
  /** Called after each case. */
  close?(): Promise<void>;
}
