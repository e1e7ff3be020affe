import { ModelScopes } from './ModelScopes';
import { TokenVerifier } from './TokenVerifier';

/** Lets senders of inference records in by their ingest token. */
export class IngestTokenAuthoriser {
  constructor(
    private readonly options: { verifier: TokenVerifier; scopes: ModelScopes },
  ) {}

  /** @returns undefined for a token that is not good for ingest */
  async authorise(bearerSecret: string): Promise<
    | {
        covers(modelRef: string): Promise<boolean>;
      }
    | undefined
  > {
    const { verifier, scopes } = this.options;
    const token = await verifier.verify(bearerSecret, 'ingest');
    return (
      token && { covers: modelRef => scopes.covers(token.scopeRef, modelRef) }
    );
  }
}
