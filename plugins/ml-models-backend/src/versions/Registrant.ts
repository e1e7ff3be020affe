import { Request } from 'express';

/** Who asks to register a version. */
export interface Registrant {
  /** An entity ref, a service's subject, or a token. */
  name: string;
  /** Of a pipeline run that has proven which one it is. */
  runId?: string;
  /** @throws NotAllowedError or NotFoundError */
  assertMayRegister(modelRef: string): Promise<void>;
}

/** Tells who asks: a user, a service, or a pipeline by a token of its own. */
export interface RegistrantAuthenticator {
  /** @throws AuthenticationError */
  authenticate(request: Request): Promise<Registrant>;
}
