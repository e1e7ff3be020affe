import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Everything that running leaves behind; `npm run reset` removes it. */
export const DATA_DIR = resolve(
  process.env.NOSHELFWARE_DATA_DIR ?? join(ROOT, '.data'),
);

export const YARN = join(ROOT, '.yarn/releases/yarn-4.18.1.cjs');
export const TRANSFORM = join(
  ROOT,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);
