import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import { CallerCredentials } from '../http/CallerAccess';

/** @throws AuthenticationError for anybody else than a user or a service */
export function callerOf(
  auth: AuthService,
  credentials: BackstageCredentials,
): CallerCredentials {
  if (
    auth.isPrincipal(credentials, 'user') ||
    auth.isPrincipal(credentials, 'service')
  ) {
    return credentials;
  }
  throw new AuthenticationError('Sign in, or send the token of a service');
}
