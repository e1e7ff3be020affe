import { test as base } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningPortal, startPortal } from '../src/portal/startPortal';
import { PortalUser } from '../src/portal/PortalUser';

/** Errors on the console that are Backstage's own, and no fault of a page. */
const BACKSTAGE_SAYS = /^Form validation failed/;

interface PortalFixtures {
  portal: RunningPortal;
  user: PortalUser;
}

/** Tests against one running portal with a data directory of its own. */
export const test = base.extend<{ consoleErrors: string[] }, PortalFixtures>({
  portal: [
    async ({}, use) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'noshelfware-e2e-'));
      const portal = await startPortal({ port: 7307, sample: false, dataDir });
      await use(portal);
      await portal.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
    },
    { scope: 'worker', timeout: 200_000 },
  ],
  user: [
    async ({ portal }, use) => {
      await use(await PortalUser.signIn(portal.url));
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ portal }, use) => {
    await use(portal.url);
  },
  consoleErrors: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('console', message => {
      if (message.type() === 'error' && !BACKSTAGE_SAYS.test(message.text())) {
        errors.push(message.text());
      }
    });
    page.on('pageerror', error => errors.push(error.message));
    await use(errors);
  },
});

export { expect } from '@playwright/test';
