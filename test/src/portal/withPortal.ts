import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningPortal, StartPortalOptions, startPortal } from './startPortal';

/** First port tried, so that a portal in use keeps 7007. */
const PORT = 7207;

/** Runs `use` against a portal with a data directory of its own, then ends it. */
export async function withPortal<T>(
  use: (portal: RunningPortal) => Promise<T>,
  options: StartPortalOptions = {},
): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'noshelfware-portal-'));
  try {
    const portal = await startPortal({
      port: PORT,
      sample: false,
      dataDir,
      ...options,
    });
    try {
      return await use(portal);
    } finally {
      await portal.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
  }
}
