import { VersionWeight } from '@noshelfware/backstage-plugin-ml-models-common';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const stateSchema = z.object({
  traffic: z.record(
    z.string(),
    z.object({
      shares: z.array(z.object({ version: z.number(), weight: z.number() })),
    }),
  ),
});

/** @returns by route, who answers which percentage of its requests */
export async function readSplits(
  dataDir: string,
): Promise<Record<string, VersionWeight[]>> {
  const file = join(dataDir, 'supervisor/state.json');
  const { traffic } = stateSchema.parse(
    JSON.parse(await readFile(file, 'utf8')),
  );
  return Object.fromEntries(
    Object.entries(traffic).map(([route, { shares }]) => [route, shares]),
  );
}
