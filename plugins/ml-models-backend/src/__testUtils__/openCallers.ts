import { HttpAuthService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { CallerAccess } from '../http/CallerAccess';

/** Callers as a portal knows them that has permissions switched off. */
export function openCallers({
  httpAuth = mockServices.httpAuth(),
  ...changes
}: Partial<CallerAccess> & { httpAuth?: HttpAuthService } = {}): CallerAccess {
  return {
    authenticate: request =>
      httpAuth.credentials(request, { allow: ['user', 'service'] }),
    assertAllowed: async () => {},
    assertAllowedInPortal: async () => {},
    ...changes,
  };
}
