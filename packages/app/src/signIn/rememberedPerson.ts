const KEY = 'noshelfware.signedInAs';

/**
 * Whom this browser was signed in as, so that a reload or a second tab need not
 * ask again. It is a name and no credential: the token is made anew each time.
 */
export const rememberedPerson = {
  find: (): string | undefined => localStorage.getItem(KEY) ?? undefined,
  remember: (ref: string) => localStorage.setItem(KEY, ref),
  forget: () => localStorage.removeItem(KEY),
};
