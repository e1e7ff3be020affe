import { CallerCredentials } from './CallerAccess';

/** @returns the user's entity ref, or the service's subject */
export function callerRefOf({ principal }: CallerCredentials): string {
  return principal.type === 'user'
    ? principal.userEntityRef
    : principal.subject;
}
