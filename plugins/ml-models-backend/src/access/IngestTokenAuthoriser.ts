import type {
  IngestAuthoriser,
  IngestGrant,
} from '../inference/IngestAuthoriser';
import { ModelScopes } from './ModelScopes';
import { TokenVerifier } from './TokenVerifier';

/** Lets senders of inference records in by their ingest token. */
export class IngestTokenAuthoriser implements IngestAuthoriser {
  constructor(
    private readonly options: { verifier: TokenVerifier; scopes: ModelScopes },
  ) {}

  async authorise(secret: string): Promise<IngestGrant | undefined> {
    const { verifier, scopes } = this.options;
    const token = await verifier.verify(secret, 'ingest');
    return (
      token && {
        sender: `token:${token.id}`,
        covers: modelRef => scopes.covers(token.scopeRef, modelRef),
      }
    );
  }
}
