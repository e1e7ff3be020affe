/** A pipeline run that has proven who it is. */
export interface PipelineIdentity {
  /** For audits and messages, e.g. `run 42 of flights/flight-delay on github.com`. */
  name: string;
  /** The `runId` that its engine knows it by. */
  runId: string;
  /**
   * Whether it runs for the repository that holds the code of a model.
   *
   * @param sourceLocation - the model's, e.g. `url:https://…`
   */
  isFrom(sourceLocation: string): boolean;
}

/** Knows pipeline runs by the tokens that their platform gives them. */
export interface PipelineIdentityVerifier {
  /**
   * @param token - what came as a bearer, of whomever
   * @returns undefined for a token of another issuer
   * @throws AuthenticationError for one that is forged, has expired or was made for
   *   another audience, ServiceUnavailableError while it cannot be checked
   */
  verify(token: string): Promise<PipelineIdentity | undefined>;
}
