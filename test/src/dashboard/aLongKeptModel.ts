import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const LONG_KEPT = 'gate-assignment';

const ENTITY = `apiVersion: noshelfware.io/v1alpha1
kind: MlModel
metadata:
  name: ${LONG_KEPT}
spec:
  task: tabular-classification
  lifecycle: production
  owner: group:default/flight-ops-ds
  environments: [production]
  logging:
    retention: P400D
`;

const SAMPLE = {
  type: 'file',
  target: '../../catalog/all.yaml',
  rules: [{ allow: ['User', 'Group', 'Domain'] }],
};

/**
 * Describes a model whose records are kept for more than a year.
 *
 * @param use - given what a portal's environment needs to have it in its catalog
 */
export async function withLongKeptModel<T>(
  use: (environment: Record<string, string>) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'noshelfware-catalog-'));
  try {
    const target = join(folder, 'catalog-info.yaml');
    await writeFile(target, ENTITY);
    return await use({
      APP_CONFIG_catalog_locations: JSON.stringify([
        SAMPLE,
        { type: 'file', target, rules: [{ allow: ['MlModel'] }] },
      ]),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
