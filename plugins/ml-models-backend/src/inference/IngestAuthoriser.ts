/** What an ingest token may report on. */
export interface IngestGrant {
  /** Who it was given to, for the audit log: `token:<id>` or an entity ref. */
  sender: string;
  /** Whether the model lies in the token's scope: a model, a system or an owner. */
  covers(modelRef: string): Promise<boolean>;
}

/** Checks the tokens that services and collectors present. */
export interface IngestAuthoriser {
  /** @returns undefined for a wrong or revoked token, or one made for another purpose */
  authorise(secret: string): Promise<IngestGrant | undefined>;
}
