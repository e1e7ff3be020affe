import { Request } from 'express';

/** Who asks to register a version. */
export interface Registrant {
  /** An entity ref, a service's subject, or a token. */
  name: string;
  /** @throws NotAllowedError or NotFoundError */
  assertMayRegister(modelRef: string): Promise<void>;
}

/** Tells who asks: a user, a service, or a pipeline by its register token. */
export interface RegistrantAuthenticator {
  /** @throws AuthenticationError */
  authenticate(request: Request): Promise<Registrant>;
}
