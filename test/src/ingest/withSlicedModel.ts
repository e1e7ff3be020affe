import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A model whose records are kept for more than a year, and told apart by an input. */
export const SLICED_MODEL = 'gate-assignment';
export const SLICED_INPUT = 'carrier';

const ENTITY = `apiVersion: noshelfware.io/v1alpha1
kind: MlModel
metadata:
  name: ${SLICED_MODEL}
spec:
  task: tabular-classification
  lifecycle: production
  owner: group:default/flight-ops-ds
  environments: [production]
  logging:
    retention: P400D
  monitoring:
    slices: [inputs.${SLICED_INPUT}]
`;

const SAMPLE = {
  type: 'file',
  target: '../../catalog/all.yaml',
  rules: [{ allow: ['User', 'Group', 'Domain'] }],
};

/** @param use - given what a portal's environment needs to have the model in its catalog */
export async function withSlicedModel<T>(
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
