/** What is left out of, or made unreadable in, a record before it is written. */
export interface RedactionRule {
  /** `inputs.passenger_id`, `outputs.x`, `target.y`; dots lead into nested values. */
  path: string;
  how: 'hash' | 'drop';
}

/** What is kept of a record. */
export interface RecordPolicy {
  /** Share of records that keep their body, 0 to 1. */
  sample: number;
  redact: RedactionRule[];
}

/** How a model's inference records are kept. */
export interface ModelPolicy extends RecordPolicy {
  retentionDays: number;
  /** Inputs that its owner wants to see it by: `inputs.carrier`. Default: none. */
  slices?: string[];
  /** Where its entity says that it is served. */
  environments?: string[];
}

/** Where the logging policy of a model comes from. */
export interface ModelPolicySource {
  /**
   * @returns undefined when there is no such model
   * @throws ServiceUnavailableError while it is not known yet whether there is:
   *   senders are told to come back, and nothing is stored raw
   */
  find(modelRef: string): Promise<ModelPolicy | undefined>;
}
