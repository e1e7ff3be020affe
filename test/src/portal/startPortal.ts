import type {
  RunningPortal,
  StartPortalOptions,
} from '../../../scripts/setup/startPortal.mjs';

export type { RunningPortal, StartPortalOptions };

/** Starts a portal as `npm start` does, and resolves once it can be used. */
export async function startPortal(
  options: StartPortalOptions,
): Promise<RunningPortal> {
  // Imported when called: test runners compile what is imported statically.
  const setup = await import('../../../scripts/setup/startPortal.mjs');
  return setup.startPortal(options);
}
