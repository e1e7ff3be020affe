import { IdentityApi } from '@backstage/frontend-plugin-api';
import { rememberedPerson } from './rememberedPerson';

/** Signing out reloads the page, which would sign the same person in again. */
export function forgetOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    async signOut() {
      rememberedPerson.forget();
      await identity.signOut();
    },
  };
}
